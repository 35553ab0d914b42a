package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.move;
import static dev.dizhtime.order.model.Transition.note;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.order.model.Settling.Step;
import dev.dizhtime.order.model.Transition.Moved;
import java.time.Instant;
import java.util.List;

/** The hold of an order's money: asked for, had, refused, lapsed, let go of. */
record FundsStage(Order order, SagaRules rules, Instant now) {
  static final String NO_FUNDS_ANSWER = "FUNDS_TIMEOUT";
  static final String FUNDS_EXPIRED = "FUNDS_EXPIRED";
  static final String CASH_LIMIT = "CASH_LIMIT";

  private static OrderMessages say(Order order, Instant now) {
    return new OrderMessages(order, now);
  }

  private boolean stale(int attempt) {
    return attempt != order.purse().attempt();
  }

  private static Transition staleAnswer() {
    return ignore("an answer about an earlier hold");
  }

  Transition reserved(int attempt) {
    if (stale(attempt)) {
      return reservedTooLate(attempt);
    }
    return switch (order.funds()) {
      case REQUESTED -> held();
      case REFUSED ->
          Settling.letGo(
              Step.of(
                  order.with(Funds.RESERVED),
                  "came after the order had ended; the money goes back"),
              List.of(),
              now);
      default -> ignore("the money was reserved before, or is going back");
    };
  }

  /** We had given that hold up, e.g. on a refusal that a repeated command did not get. */
  private Transition reservedTooLate(int attempt) {
    var release = new ReleaseFunds(order.orderId(), order.terms().customerId(), attempt);
    return attempt < order.purse().attempt()
        ? note(order, "an earlier hold; it is let go of", release)
        : staleAnswer();
  }

  private Transition held() {
    Order held = order.with(Funds.RESERVED);
    if (order.state() == OrderState.PLACED) {
      return begin(held, rules, now);
    }
    return order.purse().collecting() ? Settling.collect(Step.of(held, null), now) : move(held);
  }

  /** The order may be answered: now, or when its time has come. */
  static Moved begin(Order funded, SagaRules rules, Instant now) {
    boolean later =
        funded.terms().scheduledFor() != null && now.isBefore(Deadlines.start(funded, rules));
    Order next = funded.in(later ? OrderState.SCHEDULED : OrderState.FUNDS_RESERVED);
    return move(next, later ? say(next, now).scheduled() : say(next, now).funded());
  }

  Transition refused(String reason, int attempt) {
    if (stale(attempt)) {
      return staleAnswer();
    }
    if (order.funds() != Funds.REQUESTED) {
      return ignore("no hold is awaited");
    }
    if (order.state() == OrderState.PLACED) {
      return note(
          order.in(OrderState.FAILED).with(Funds.REFUSED), reason, say(order, now).failed(reason));
    }
    Order without = order.with(order.purse().nextAttempt(Funds.DUE));
    if (order.withRestaurant()) {
      UserId driver = order.driverId();
      return note(
          without.drivenBy(null), reason, say(order, now).reassignDelivery(driver, CASH_LIMIT));
    }
    return note(without, reason);
  }

  Transition expired(int attempt) {
    if (stale(attempt)) {
      return staleAnswer();
    }
    return switch (order.funds()) {
      case RELEASING, WRITING_OFF -> released(attempt);
      case REQUESTED, RESERVED, CAPTURING, CAPTURE_REFUSED -> lapsed();
      default -> ignore("nothing is held");
    };
  }

  /** Without goods on their way the order ends; with them the money is asked for anew. */
  private Transition lapsed() {
    Order without = order.with(order.purse().nextAttempt(Funds.DUE));
    return switch (order.state()) {
      case PLACED, SCHEDULED, FUNDS_RESERVED ->
          new Ending(without, now).failed(FUNDS_EXPIRED, FUNDS_EXPIRED, List.of());
      case ACCEPTED, PREPARING, READY ->
          order.terms().cash()
              ? anew(without)
              : new Ending(without, now).cancelledByPlatform(FUNDS_EXPIRED);
      default -> anew(without);
    };
  }

  private Moved anew(Order without) {
    Order asking = without.with(Funds.REQUESTED);
    return note(asking, "the hold lapsed; asked for anew", say(asking, now).reserveFunds());
  }

  Transition released(int attempt) {
    if (stale(attempt)) {
      return staleAnswer();
    }
    return switch (order.funds()) {
      case RELEASING -> order.state().terminal() ? back() : nextHold();
      case WRITING_OFF ->
          order.purse().hasPlanned()
              ? Settling.flush(Step.of(order, null), now)
              : ignore("the hold was let go of before");
      default -> ignore("no release is awaited");
    };
  }

  private Transition back() {
    return Settling.flush(Step.of(order.with(Funds.RELEASED), null), now);
  }

  /** A cash order goes on with another driver. */
  private Transition nextHold() {
    Order without = order.with(order.purse().nextAttempt(Funds.DUE));
    return order.driverId() == null ? move(without) : hold(without, null, now);
  }

  /** Asks for the hold of the driver that the order has now. */
  static Moved hold(Order order, String detail, Instant now, Message... told) {
    Order asking = order.with(Funds.REQUESTED);
    return Step.of(order, detail, told).moved(asking, List.of(say(asking, now).reserveFunds()));
  }
}

package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.note;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.order.model.Settling.Step;
import dev.dizhtime.order.model.Transition.Moved;
import java.time.Instant;
import java.util.List;

/** What becomes of an order that has waited long enough. Nobody needs to look for it to end. */
record DeadlineStage(Order order, SagaRules rules, Instant now) {
  /** So many times a new order asks for its money. */
  static final int FUNDS_TRIES = 5;

  /** From so many times on an operator should look. */
  static final int ATTENTION_TRIES = 4;

  /** So many times a refused payment is tried again before the platform bears it. */
  static final int CAPTURE_TRIES = 8;

  private static final String OVER_THE_LIMIT =
      "driver %s has collected the price in cash and is over the credit limit: it is owed when cash"
          + " is brought in or the limit is raised";

  static final String RESTAURANT_TIMEOUT = "RESTAURANT_TIMEOUT";
  static final String KITCHEN_TIMEOUT = "KITCHEN_TIMEOUT";
  static final String PICKUP_LATE = "PICKUP_LATE";
  static final String DRIVER_LOST = "DRIVER_LOST";

  private OrderMessages say() {
    return new OrderMessages(order, now);
  }

  private Ending ending() {
    return new Ending(order, now);
  }

  Transition passed(DeadlineKind kind, int attempt) {
    if (!Deadlines.wants(order, kind)) {
      return ignore("nobody waits for that any more");
    }
    return switch (kind) {
      case FUNDS -> funds(attempt);
      case START -> note(order.in(OrderState.FUNDS_RESERVED), null, say().funded());
      case ANSWER -> ending().rejected(RESTAURANT_TIMEOUT);
      case KITCHEN -> ending().cancelled(CancelledBy.PLATFORM, KITCHEN_TIMEOUT, List.of());
      case DRIVER, FETCHING -> ending().cancelledByPlatform(WayStage.NO_DRIVER);
      case PICKUP ->
          new WayStage(order, now)
              .withoutDriver(PICKUP_LATE, say().reassignDelivery(order.driverId(), PICKUP_LATE));
      case DROPOFF -> ending().lost(DRIVER_LOST, DRIVER_LOST);
      case CAPTURE -> capture(attempt);
      case RELEASE -> again(attempt, say().releaseFunds());
      case ADJUSTMENT -> again(attempt, adjustments());
    };
  }

  private Transition funds(int attempt) {
    return order.state() == OrderState.PLACED && attempt >= FUNDS_TRIES
        ? ending().failed(FundsStage.NO_FUNDS_ANSWER, FundsStage.NO_FUNDS_ANSWER, List.of())
        : again(attempt, say().reserveFunds());
  }

  /**
   * Silence may be a wallet that is away, so only what was refused is written off; and never what a
   * driver has collected, who would owe it to nobody then: that is asked for until it is owed.
   */
  private Transition capture(int attempt) {
    boolean refused = order.funds() == Funds.CAPTURE_REFUSED || order.funds() == Funds.DUE;
    if (refused && attempt >= CAPTURE_TRIES && !order.collected()) {
      return new Settling(order, now).writeOff("written off after %d tries".formatted(attempt));
    }
    Order marked = marked(attempt);
    return switch (order.funds()) {
      case CAPTURING -> note(marked, null, say().captureFunds());
      case REQUESTED -> note(marked, null, say().reserveFunds());
      default -> Settling.collect(Step.of(marked, null), now);
    };
  }

  private Moved again(int attempt, Message... commands) {
    return note(marked(attempt), null, commands);
  }

  private Order marked(int attempt) {
    if (attempt < ATTENTION_TRIES || order.attention() != null) {
      return order;
    }
    return order.attention(
        order.collected() && order.funds() == Funds.DUE
            ? OVER_THE_LIMIT.formatted(order.driverId())
            : "the wallet was asked %d times: %s".formatted(attempt, order.funds()));
  }

  private Message[] adjustments() {
    return order.purse().all(Adjustment.Progress.REQUESTED).stream()
        .map(say()::adjustFunds)
        .toArray(Message[]::new);
  }
}

package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.order.model.Adjustment.Kind;
import dev.dizhtime.order.model.Adjustment.Progress;
import dev.dizhtime.order.model.Transition.Moved;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Takes an order's money, or lets go of it. Whatever the wallet answers, exactly one comes of it:
 * captured, released, or paid by the platform in the customer's place.
 */
record Settling(Order order, Instant now) {
  private static final String WRITE_OFF = "write-off";
  private static final String IN_VAIN = "compensation";

  /** A step of which the messages are told first, before the commands about money. */
  record Step(Order order, List<Message> told, String detail) {
    static Step of(Order order, String detail, Message... told) {
      return new Step(order, List.of(told), detail);
    }

    Moved moved(Order after, List<Message> commands) {
      List<Message> all = new ArrayList<>(told);
      all.addAll(commands);
      return new Moved(after, all, detail);
    }
  }

  /** Takes what the order comes to, as soon as there is a hold. */
  static Moved collect(Step step, Instant now) {
    Order next = step.order();
    return switch (next.funds()) {
      case RESERVED, CAPTURE_REFUSED -> {
        Order after = next.with(Funds.CAPTURING);
        yield step.moved(after, List.of(new OrderMessages(after, now).captureFunds()));
      }
      case DUE -> {
        Order after = next.with(Funds.REQUESTED);
        yield step.moved(after, List.of(new OrderMessages(after, now).reserveFunds()));
      }
      default -> step.moved(next, List.of());
    };
  }

  /**
   * Lets go of what is held.
   *
   * @param inVain what the platform pays when that is done
   */
  static Moved letGo(Step step, List<Leg> inVain, Instant now) {
    Order next = step.order();
    Order planned =
        inVain.isEmpty()
            ? next
            : plan(next, Kind.COMPENSATION, IN_VAIN, Payout.byPlatform(inVain), step.detail, now);
    return switch (next.funds()) {
      case REQUESTED, RESERVED, CAPTURING, CAPTURE_REFUSED -> {
        Order after = planned.with(Funds.RELEASING);
        yield step.moved(after, List.of(new OrderMessages(after, now).releaseFunds()));
      }
      case DUE -> flush(new Step(planned.with(Funds.RELEASED), step.told, step.detail), now);
      default -> step.moved(planned, List.of());
    };
  }

  /** The platform pays in the customer's place: lets go of the hold first, if there is one. */
  Moved writeOff(String detail) {
    Capture due = order.capture();
    Order planned =
        plan(
            order.with(Funds.WRITING_OFF),
            Kind.WRITE_OFF,
            WRITE_OFF,
            Payout.byPlatform(due.legs()),
            detail,
            now);
    Step step = Step.of(planned, detail);
    return order.funds() == Funds.DUE
        ? flush(step, now)
        : step.moved(planned, List.of(new OrderMessages(planned, now).releaseFunds()));
  }

  /** Asks for all that was planned. */
  static Moved flush(Step step, Instant now) {
    Order next = step.order();
    List<Message> commands = new ArrayList<>();
    for (Adjustment each : next.purse().all(Progress.PLANNED)) {
      commands.add(new OrderMessages(next, now).adjustFunds(each));
    }
    return step.moved(next.with(next.purse().sendingPlanned()), commands);
  }

  /** It is all paid, by whomever. */
  static Moved settle(Step step, Instant now) {
    Order next = step.order();
    return next.state() == OrderState.DELIVERED
        ? step.moved(next.in(OrderState.SETTLED), List.of(new OrderMessages(next, now).settled()))
        : step.moved(next, List.of());
  }

  /**
   * The wallet had paid out what we wanted back: nobody is paid twice, and the customer gets it. A
   * driver who came late is in no capture, and is paid what was planned.
   */
  Moved capturedAfterAll() {
    boolean writingOff = order.funds() == Funds.WRITING_OFF;
    Set<TransferId> replaced = Set.of(id(order.orderId(), WRITE_OFF), id(order.orderId(), IN_VAIN));
    Order captured = order.with(order.purse().withoutPlanned(replaced).with(Funds.CAPTURED));
    String detail = "the wallet had paid out before";
    if (writingOff) {
      return captured.purse().hasPlanned()
          ? flush(Step.of(captured, detail), now)
          : settle(Step.of(captured.attention(null), detail), now);
    }
    Movement back =
        new Movement(
            Party.PLATFORM,
            null,
            Party.CUSTOMER,
            order.terms().customerId().value(),
            order.capture().amount());
    Order refunding =
        plan(captured, Kind.REFUND, "refund-after-capture", List.of(back), "called off", now);
    return flush(Step.of(refunding, detail), now);
  }

  /** With an adjustment that is asked for later; at most one of a name in an order. */
  static Order plan(
      Order order, Kind kind, String name, List<Movement> movements, String why, Instant now) {
    TransferId id = id(order.orderId(), name);
    if (movements.isEmpty() || order.purse().find(id).isPresent()) {
      return order;
    }
    long sum = movements.stream().mapToLong(each -> each.amount().amountMinor()).sum();
    String currency = movements.getFirst().amount().currency();
    var adjustment =
        new Adjustment(
            id,
            kind,
            Progress.PLANNED,
            movements,
            new Money(sum, currency),
            List.of(),
            why == null ? name : why,
            now);
    return order.with(order.purse().plus(List.of(adjustment)));
  }

  /** The same for the same order and name, whoever asks and however often. */
  static TransferId id(OrderId order, String name) {
    return new TransferId(
        UUID.nameUUIDFromBytes((order + ":" + name).getBytes(StandardCharsets.UTF_8)));
  }
}

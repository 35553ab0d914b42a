package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.note;
import static dev.dizhtime.order.model.Transition.refuse;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.order.model.Settling.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What operators may do when the rules alone don't help, or not fast enough. */
record OperatorStage(Order order, Instant now) {
  static final String OPERATOR = "OPERATOR";

  private OrderMessages say() {
    return new OrderMessages(order, now);
  }

  Transition acts(OperatorAction action, String reason) {
    return switch (action) {
      case RETRY -> retry(reason);
      case RESUME -> resume(reason);
      case COMPENSATE -> compensate(reason);
      case FORCE_CANCEL -> forceCancel(reason);
    };
  }

  /** The same commands with the same ids: whoever had them does nothing a second time. */
  private Transition retry(String reason) {
    List<Message> commands = new ArrayList<>(awaited());
    if (order.withRestaurant() && order.driverId() == null) {
      commands.add(say().requestDelivery());
    }
    if (commands.isEmpty() && !retriesCapture()) {
      return refuse(order, "retried: no answer is awaited");
    }
    return retriesCapture()
        ? Settling.collect(Step.of(order, reason), now)
        : note(order, reason, commands.toArray(Message[]::new));
  }

  private boolean retriesCapture() {
    return order.funds() == Funds.CAPTURE_REFUSED
        || (order.funds() == Funds.DUE && order.purse().collecting());
  }

  private List<Message> awaited() {
    List<Message> commands = new ArrayList<>();
    switch (order.funds()) {
      case REQUESTED -> commands.add(say().reserveFunds());
      case RELEASING -> commands.add(say().releaseFunds());
      case CAPTURING -> commands.add(say().captureFunds());
      case WRITING_OFF -> {
        if (order.purse().hasPlanned()) {
          commands.add(say().releaseFunds());
        }
      }
      default -> {}
    }
    order
        .purse()
        .all(Adjustment.Progress.REQUESTED)
        .forEach(a -> commands.add(say().adjustFunds(a)));
    return commands;
  }

  private Transition resume(String reason) {
    return order.attention() == null && !order.open()
        ? refuse(order, "resumed: nothing is left to do")
        : note(order.attention(null), reason);
  }

  private Transition compensate(String reason) {
    return switch (order.state()) {
      case PLACED -> new Ending(order, now).failed(OPERATOR, reason, List.of());
      case SCHEDULED, FUNDS_RESERVED -> new Ending(order, now).rejected(OPERATOR);
      case ACCEPTED, PREPARING, READY -> new Ending(order, now).cancelledByPlatform(OPERATOR);
      case PICKED_UP -> new Ending(order, now).lost(OPERATOR, reason);
      default -> writeOff(reason);
    };
  }

  private Transition writeOff(String reason) {
    if (order.funds() == Funds.WRITING_OFF || order.funds() == Funds.RELEASING) {
      return ignore("it is being compensated");
    }
    return order.purse().collecting()
        ? new Settling(order, now).writeOff(reason)
        : refuse(order, "compensated: its money is where it belongs");
  }

  private Transition forceCancel(String reason) {
    if (order.funds() == Funds.WRITING_OFF
        || (order.state().terminal() && order.funds() == Funds.RELEASING)) {
      return ignore("it is ending");
    }
    if (!order.open()) {
      return order.state() == OrderState.CANCELLED
          ? ignore("it is cancelled")
          : refuse(order, "cancelled");
    }
    if (!order.state().terminal()) {
      return new Ending(order, now).cancelled(CancelledBy.PLATFORM, OPERATOR, inVain());
    }
    return order.purse().collecting()
        ? Settling.letGo(Step.of(forgiven(), reason), order.capture().legs(), now)
        : refuse(order, "cancelled: only a payment by the platform is awaited");
  }

  /** What others did for the order so far. */
  private List<Leg> inVain() {
    return switch (order.state()) {
      case PREPARING, READY -> List.of(Payout.restaurant(order));
      case PICKED_UP ->
          Payout.legs(order, order.driverId()).stream()
              .filter(leg -> leg.payee() == Payee.RESTAURANT || leg.payee() == Payee.DRIVER)
              .toList();
      case DELIVERED -> order.capture().legs();
      default -> List.of();
    };
  }

  /** Calling it off costs the customer nothing after all. */
  private Order forgiven() {
    Cancellation how = order.cancellation();
    return how == null
        ? order
        : order.cancelled(
            new Cancellation(
                how.by(), how.reason(), Money.zero(how.cost().currency()), how.during()));
  }
}

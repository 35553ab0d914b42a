package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Transition.Ignored;
import dev.dizhtime.order.model.Transition.Moved;
import dev.dizhtime.order.model.Transition.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The state machine of an order: a fact and the order's state decide what comes next and which
 * messages go out. Pure, so the same order and the same fact always give the same answer; whoever
 * applies it holds the lock of the order's row.
 */
public final class Saga {
  private static final Set<OrderState> BEFORE_PICKUP =
      Set.of(OrderState.ACCEPTED, OrderState.PREPARING, OrderState.READY);

  private final Order order;
  private final OrderMessages messages;

  private Saga(Order order, Instant now) {
    this.order = order;
    this.messages = new OrderMessages(order, now);
  }

  /** The messages that begin the saga of an order that was just placed. */
  public static List<Message> begin(Order placed) {
    var messages = new OrderMessages(placed, placed.placedAt());
    return List.of(messages.placed(), messages.reserveFunds());
  }

  /** What the fact makes of the order. */
  public static Transition on(Order order, Fact fact, Instant now) {
    Saga saga = new Saga(order, now);
    return switch (fact) {
      case Fact.FundsReserved _ -> saga.fundsReserved();
      case Fact.FundsRefused refused -> saga.fundsRefused(refused.reason());
      case Fact.FundsCaptured _ -> saga.fundsCaptured();
      case Fact.FundsReleased _ -> saga.fundsReleased();
      case Fact.RestaurantAccepts _ -> saga.accepts();
      case Fact.RestaurantPrepares _ -> saga.prepares();
      case Fact.RestaurantIsReady _ -> saga.isReady();
      case Fact.RestaurantRejects rejects -> saga.rejects(rejects.reason());
      case Fact.DriverAssigned assigned -> saga.driverAssigned(assigned.driverId());
      case Fact.DriverPickedUp pickedUp -> saga.pickedUp(pickedUp.driverId());
      case Fact.DriverDelivered delivered -> saga.delivered(delivered.driverId());
      case Fact.DeliveryCalledOff calledOff -> saga.calledOff(calledOff.reason());
    };
  }

  private Transition fundsReserved() {
    return switch (order.state()) {
      case PLACED ->
          move(order.in(OrderState.FUNDS_RESERVED).with(Funds.RESERVED), messages.funded());
      case FAILED, CANCELLED ->
          order.funds() == Funds.RELEASING || order.funds() == Funds.RELEASED
              ? ignore("the money is already going back")
              : note(
                  order.with(Funds.RELEASING),
                  "came after the order had ended; the money goes back",
                  messages.releaseFunds());
      default -> ignore("the money was reserved before");
    };
  }

  private Transition fundsRefused(String reason) {
    if (order.state() == OrderState.PLACED) {
      return note(order.in(OrderState.FAILED).with(Funds.REFUSED), reason, messages.failed(reason));
    }
    if (order.funds() == Funds.CAPTURING) {
      return note(order.with(Funds.CAPTURE_REFUSED), "capture refused: " + reason);
    }
    return ignore("no answer of the wallet is awaited");
  }

  private Transition fundsCaptured() {
    return order.state() == OrderState.DELIVERED
        ? move(order.in(OrderState.SETTLED).with(Funds.CAPTURED), messages.settled())
        : ignore("no capture is awaited");
  }

  private Transition fundsReleased() {
    return order.funds() == Funds.RELEASING
        ? move(order.with(Funds.RELEASED))
        : ignore("no release is awaited");
  }

  private Transition accepts() {
    return order.state() == OrderState.FUNDS_RESERVED
        ? move(order.in(OrderState.ACCEPTED), messages.accepted(), messages.requestDelivery())
        : refuse("accepted");
  }

  private Transition prepares() {
    return order.state() == OrderState.ACCEPTED
        ? move(order.in(OrderState.PREPARING), messages.preparing())
        : refuse("put in preparation");
  }

  /** What needs no preparation may be ready as soon as it is accepted. */
  private Transition isReady() {
    return switch (order.state()) {
      case ACCEPTED, PREPARING -> move(order.in(OrderState.READY), messages.ready());
      default -> refuse("marked ready");
    };
  }

  private Transition rejects(String reason) {
    return order.state() == OrderState.FUNDS_RESERVED
        ? note(
            order.in(OrderState.REJECTED).with(Funds.RELEASING),
            reason,
            messages.rejected(reason),
            messages.releaseFunds())
        : refuse("rejected");
  }

  private Transition driverAssigned(UserId driver) {
    if (!BEFORE_PICKUP.contains(order.state())) {
      return ignore("no driver is awaited");
    }
    return Objects.equals(order.driverId(), driver)
        ? ignore("the driver was assigned before")
        : note(order.drivenBy(driver), "driver " + driver);
  }

  /**
   * Delivery lets nobody pick up before it has heard that the order is ready, so a pick-up ahead of
   * our own READY means that what the driver holds was ready: we believe the hand, not the button.
   */
  private Transition pickedUp(UserId driver) {
    if (!BEFORE_PICKUP.contains(order.state())) {
      return ignore("no pick-up is awaited");
    }
    Order pickedUp = order.in(OrderState.PICKED_UP).drivenBy(driver);
    return order.state() == OrderState.READY
        ? move(pickedUp, messages.pickedUp(driver))
        : note(pickedUp, "before the restaurant said ready", messages.pickedUp(driver));
  }

  /** Nothing is delivered that was not picked up. */
  private Transition delivered(UserId driver) {
    return order.state() == OrderState.PICKED_UP
        ? move(
            order.in(OrderState.DELIVERED).with(Funds.CAPTURING).drivenBy(driver),
            messages.delivered(driver),
            messages.captureFunds(driver))
        : ignore("no delivery is awaited");
  }

  private Transition calledOff(String reason) {
    return BEFORE_PICKUP.contains(order.state())
        ? note(order.drivenBy(null), reason)
        : ignore("no delivery is awaited");
  }

  private static Moved move(Order next, Message... messages) {
    return note(next, null, messages);
  }

  private static Moved note(Order next, String detail, Message... messages) {
    return new Moved(next, List.of(messages), detail);
  }

  private static Ignored ignore(String reason) {
    return new Ignored(reason);
  }

  private Refused refuse(String participle) {
    return new Refused("An order that is %s can't be %s".formatted(order.state(), participle));
  }
}

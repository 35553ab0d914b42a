package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.order.model.Settling.Step;
import dev.dizhtime.order.model.Transition.Moved;
import java.time.Instant;
import java.util.List;

/**
 * How an order ends otherwise than well: who is told, and where its money goes. What the customer
 * owes is taken of the hold; what others did in vain, and what can't be taken, the platform pays
 * once the hold is let go of.
 */
record Ending(Order order, Instant now) {
  private OrderMessages say() {
    return new OrderMessages(order, now);
  }

  /** The restaurant never took it. */
  Moved rejected(String reason) {
    Order ended = order.in(OrderState.REJECTED);
    return Settling.letGo(Step.of(ended, reason, say().rejected(reason)), List.of(), now);
  }

  /** It can't go on, and nobody chose that. */
  Moved failed(String reason, String detail, List<Leg> inVain) {
    Order ended = order.in(OrderState.FAILED);
    return Settling.letGo(Step.of(ended, detail, say().failed(reason)), inVain, now);
  }

  /** The driver has it and does not bring it: the restaurant did its part all the same. */
  Moved lost(String reason, String detail) {
    return failed(reason, detail, List.of(Payout.restaurant(order)));
  }

  /** The platform calls it off; the restaurant is paid for what it has begun. */
  Moved cancelledByPlatform(String reason) {
    return cancelled(
        CancelledBy.PLATFORM,
        reason,
        order.begun() ? List.of(Payout.restaurant(order)) : List.of());
  }

  /**
   * Called off for nothing.
   *
   * @param inVain what the platform pays
   */
  Moved cancelled(CancelledBy by, String reason, List<Leg> inVain) {
    Money nothing = Money.zero(order.terms().charges().items().currency());
    var how = new Cancellation(by, reason, nothing, order.state());
    return Settling.letGo(Step.of(order.cancelled(how), reason, calledOff(how)), inVain, now);
  }

  /** Called off by the customer, at a cost if there is a hold to take it from. */
  Moved cancelledByCustomer(String reason, Capture cost) {
    if (order.terms().cash() || !cost.takesMoney()) {
      return cancelled(CancelledBy.CUSTOMER, reason, cost.legs());
    }
    var how = new Cancellation(CancelledBy.CUSTOMER, reason, cost.amount(), order.state());
    Order ended = order.cancelled(how);
    return Settling.collect(
        Step.of(ended.with(ended.purse().coming(cost)), reason, calledOff(how)), now);
  }

  /** Nobody took it at the door; without the tip, which goes with the hand-over. */
  Moved undelivered(UserId driver, String reason) {
    Capture due = Payout.undelivered(order, driver);
    Order ended = order.in(OrderState.UNDELIVERED).drivenBy(driver);
    Message told = say().undelivered(driver, reason);
    return order.terms().cash() || !due.takesMoney()
        ? Settling.letGo(Step.of(ended, reason, told), due.legs(), now)
        : Settling.collect(Step.of(ended.with(ended.purse().coming(due)), reason, told), now);
  }

  /** Also tells the driver, unless nobody was looked for yet. */
  private Message[] calledOff(Cancellation how) {
    return order.withRestaurant()
        ? new Message[] {say().cancelled(how), say().cancelDelivery(how.reason())}
        : new Message[] {say().cancelled(how)};
  }
}

package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Transition.ignore;
import static dev.dizhtime.order.model.Transition.note;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.order.model.Adjustment.Kind;
import dev.dizhtime.order.model.Settling.Step;
import dev.dizhtime.order.model.Transition.Moved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An order's way: who brings it, and what becomes of it on the road. */
record WayStage(Order order, Instant now) {
  static final String NO_DRIVER = "NO_DRIVER";
  static final String ABANDONED = "DRIVER_ABANDONED";

  private static final String LATE_PICKUP = "late-pick-up";
  private static final String LATE_DELIVERY = "late-delivery";

  private OrderMessages say() {
    return new OrderMessages(order, now);
  }

  Transition assigned(UserId driver) {
    if (!order.withRestaurant()) {
      return ignore("no driver is awaited");
    }
    return Objects.equals(order.driverId(), driver)
        ? ignore("the driver was assigned before")
        : holdOf(driver, order.drivenBy(driver), "driver " + driver);
  }

  /** The order is still at the restaurant, and another driver is being looked for. */
  Transition unassigned(UserId driver, String reason) {
    if (!order.withRestaurant()) {
      return ignore("no driver is awaited");
    }
    return driver.equals(order.driverId())
        ? withoutDriver(reason)
        : ignore("it was not this driver's");
  }

  /** Takes the driver off; what a cash driver was to owe is let go of. */
  Moved withoutDriver(String detail, Message... told) {
    return letGoOfDriver(order.drivenBy(null), detail, told);
  }

  /** The task is over, so nobody will come. */
  Transition calledOff(String reason) {
    return order.withRestaurant()
        ? new Ending(order, now).cancelledByPlatform(reason)
        : ignore("no delivery is awaited");
  }

  /**
   * Delivery lets nobody pick up before it has heard that the order is ready, so a pick-up ahead of
   * our own READY means that what the driver holds was ready: we believe the hand, not the button.
   */
  Transition pickedUp(UserId driver) {
    if (order.state() == OrderState.CANCELLED) {
      return pickedUpLate(driver);
    }
    if (!order.withRestaurant()) {
      return ignore("no pick-up is awaited");
    }
    String detail = order.state() == OrderState.READY ? null : "before the restaurant said ready";
    Order next = order.in(OrderState.PICKED_UP).drivenBy(driver);
    return holdOf(driver, next, detail, say().pickedUp(driver));
  }

  /** The driver owes the price of a cash order from now on; the one before does not. */
  private Moved holdOf(UserId driver, Order next, String detail, Message... told) {
    boolean another = !driver.equals(order.driverId());
    if (order.terms().cash() && another && heldOrAsked()) {
      return letGoOfDriver(next, detail, told);
    }
    return order.funds() == Funds.DUE
        ? FundsStage.hold(next, detail, now, told)
        : note(next, detail, told);
  }

  private Moved letGoOfDriver(Order next, String detail, Message... told) {
    Step step = Step.of(next, detail, told);
    if (!order.terms().cash() || !heldOrAsked()) {
      return step.moved(next, List.of());
    }
    return step.moved(next.with(Funds.RELEASING), List.of(say().releaseFunds()));
  }

  private boolean heldOrAsked() {
    return order.funds() == Funds.REQUESTED || order.funds() == Funds.RESERVED;
  }

  /** The driver was faster than the news that the order is off. */
  private Transition pickedUpLate(UserId driver) {
    return wasWithRestaurant()
        ? late(driver, LATE_PICKUP, "picked up what was cancelled", "picked up after all")
        : ignore("no pick-up is awaited");
  }

  /** We had given the driver up, or never heard that the goods were fetched. */
  private Transition deliveredLate(UserId driver) {
    boolean lost = order.state() == OrderState.FAILED && driver.equals(order.driverId());
    return lost || wasWithRestaurant()
        ? late(driver, LATE_DELIVERY, "delivered what was given up", "delivered after all")
        : ignore("no delivery is awaited");
  }

  /**
   * What has ended stays ended, and the goods are gone: the platform pays whoever did their work
   * and was not paid for it, and an operator looks at it.
   */
  private Transition late(UserId driver, String name, String did, String what) {
    Order noted = Settling.plan(order, Kind.COMPENSATION, name, unpaid(driver), what, now);
    String why =
        "driver %s %s%s"
            .formatted(
                driver, did, order.terms().cash() ? " and may collect its price in cash" : "");
    boolean notedBefore = order.purse().find(Settling.id(order.orderId(), name)).isPresent();
    if (notedBefore || why.equals(order.attention())) {
      return ignore("it was noted before");
    }
    Step step = Step.of(noted.attention(why), "%s, by %s".formatted(what, driver));
    return noted == order || order.purse().hasPlanned()
        ? step.moved(step.order(), List.of())
        : flushed(step);
  }

  private Moved flushed(Step step) {
    return Settling.flush(step, now);
  }

  private boolean wasWithRestaurant() {
    if (order.state() != OrderState.CANCELLED || order.cancellation() == null) {
      return false;
    }
    return switch (order.cancellation().during()) {
      case ACCEPTED, PREPARING, READY -> true;
      default -> false;
    };
  }

  private List<Movement> unpaid(UserId driver) {
    List<Leg> due = new ArrayList<>();
    if (!paid(Payee.RESTAURANT, Party.RESTAURANT)
        && (order.cancellation() == null || order.cancellation().by() != CancelledBy.RESTAURANT)) {
      due.add(Payout.restaurant(order));
    }
    if (!paid(Payee.DRIVER, Party.DRIVER)) {
      due.add(new Leg(Payee.DRIVER, driver.value(), order.terms().charges().delivery()));
    }
    return Payout.byPlatform(due);
  }

  /** Whether one of this sort was paid by what cancelling cost, or by the platform. */
  private boolean paid(Payee payee, Party party) {
    Capture capture = order.purse().capture();
    return (capture != null && capture.legs().stream().anyMatch(leg -> leg.payee() == payee))
        || order.purse().adjustments().stream()
            .flatMap(each -> each.movements().stream())
            .anyMatch(movement -> movement.to() == party);
  }

  /** Nothing is delivered that was not picked up. */
  Transition delivered(UserId driver) {
    if (order.state() != OrderState.PICKED_UP) {
      return deliveredLate(driver);
    }
    Order next = order.in(OrderState.DELIVERED).drivenBy(driver);
    Order owed = next.with(next.purse().coming(Payout.delivered(next, driver)));
    return Settling.collect(Step.of(owed, null, say().delivered(driver)), now);
  }

  Transition abandoned(UserId driver, String reason) {
    return order.state() == OrderState.PICKED_UP && driver.equals(order.driverId())
        ? new Ending(order, now).lost(ABANDONED, reason)
        : ignore("the driver does not have the order");
  }

  Transition undeliverable(UserId driver, String reason) {
    return order.state() == OrderState.PICKED_UP && driver.equals(order.driverId())
        ? new Ending(order, now).undelivered(driver, reason)
        : ignore("the driver does not have the order");
  }
}

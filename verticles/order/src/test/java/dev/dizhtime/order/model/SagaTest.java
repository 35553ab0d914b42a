package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Given.DRIVER;
import static dev.dizhtime.order.model.Given.OTHER_DRIVER;
import static dev.dizhtime.order.model.OrderState.ACCEPTED;
import static dev.dizhtime.order.model.OrderState.CANCELLED;
import static dev.dizhtime.order.model.OrderState.DELIVERED;
import static dev.dizhtime.order.model.OrderState.FAILED;
import static dev.dizhtime.order.model.OrderState.FUNDS_RESERVED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.PLACED;
import static dev.dizhtime.order.model.OrderState.PREPARING;
import static dev.dizhtime.order.model.OrderState.READY;
import static dev.dizhtime.order.model.OrderState.REJECTED;
import static dev.dizhtime.order.model.OrderState.SETTLED;
import static dev.dizhtime.order.model.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.order.model.Fact.DeliveryCalledOff;
import dev.dizhtime.order.model.Fact.DriverAssigned;
import dev.dizhtime.order.model.Fact.DriverDelivered;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsRefused;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.FundsReserved;
import dev.dizhtime.order.model.Fact.RestaurantAccepts;
import dev.dizhtime.order.model.Fact.RestaurantIsReady;
import dev.dizhtime.order.model.Fact.RestaurantPrepares;
import dev.dizhtime.order.model.Fact.RestaurantRejects;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every transition that moves an order; {@link SagaTableTest} holds that there are no others. */
class SagaTest {
  private static final FundsRefused NO_MONEY = new FundsRefused("INSUFFICIENT_FUNDS");

  @Test
  void anOrderBeginsByAskingForItsMoney() {
    assertThat(Scenario.typesOf(Saga.begin(Given.placed())))
        .isEqualTo(List.of(OrderPlaced.class, ReserveFunds.class));
  }

  @Test
  void everyoneIsPaidInTheEnd() {
    given(PLACED)
        .when(new FundsReserved())
        .then(FUNDS_RESERVED, OrderFunded.class)
        .funds(Funds.RESERVED)
        .when(new RestaurantAccepts())
        .then(ACCEPTED, OrderAccepted.class, RequestDelivery.class)
        .when(new DriverAssigned(DRIVER))
        .then(ACCEPTED)
        .when(new RestaurantPrepares())
        .then(PREPARING, OrderPreparing.class)
        .when(new RestaurantIsReady())
        .then(READY, OrderReady.class)
        .when(new DriverPickedUp(DRIVER))
        .then(PICKED_UP, OrderPickedUp.class)
        .when(new DriverDelivered(DRIVER))
        .then(DELIVERED, OrderDelivered.class, CaptureFunds.class)
        .funds(Funds.CAPTURING)
        .when(new FundsCaptured())
        .then(SETTLED, OrderSettled.class)
        .funds(Funds.CAPTURED);
  }

  @Test
  void withoutMoneyTheOrderFails() {
    given(PLACED)
        .when(NO_MONEY)
        .then(FAILED, OrderFailed.class)
        .funds(Funds.REFUSED)
        .detail("INSUFFICIENT_FUNDS");
  }

  @Test
  void aRejectedOrderGivesTheMoneyBack() {
    given(FUNDS_RESERVED)
        .when(new RestaurantRejects("no dough left"))
        .then(REJECTED, OrderRejected.class, ReleaseFunds.class)
        .funds(Funds.RELEASING)
        .detail("no dough left")
        .when(new FundsReleased())
        .then(REJECTED)
        .funds(Funds.RELEASED)
        .when(new FundsReleased())
        .thenIgnored();
  }

  @Test
  void aRejectedOrderIsOpenUntilTheMoneyIsBack() {
    Order rejected = given(FUNDS_RESERVED).when(new RestaurantRejects("closed")).order();

    assertThat(rejected.open()).isTrue();
    assertThat(given(rejected).when(new FundsReleased()).order().open()).isFalse();
  }

  @Test
  void whatNeedsNoPreparationIsReadyAtOnce() {
    given(ACCEPTED).when(new RestaurantIsReady()).then(READY, OrderReady.class);
  }

  @Test
  void aDriverWhoHasTheOrderIsBelievedBeforeTheRestaurantSaysReady() {
    given(PREPARING)
        .when(new DriverPickedUp(DRIVER))
        .then(PICKED_UP, OrderPickedUp.class)
        .detail("before the restaurant said ready");
    given(ACCEPTED).when(new DriverPickedUp(DRIVER)).then(PICKED_UP, OrderPickedUp.class);
  }

  @Test
  void theLastDriverAssignedBringsIt() {
    Order order =
        given(READY)
            .when(new DriverAssigned(DRIVER))
            .then(READY)
            .when(new DriverAssigned(OTHER_DRIVER))
            .then(READY)
            .order();

    assertThat(order.driverId()).isEqualTo(OTHER_DRIVER);
  }

  @Test
  void theSameDriverAssignedTwiceIsIgnored() {
    given(READY).when(new DriverAssigned(DRIVER)).when(new DriverAssigned(DRIVER)).thenIgnored();
  }

  @Test
  void aDeliveryThatIsCalledOffLeavesTheOrderWithoutADriver() {
    Order order =
        given(READY)
            .when(new DriverAssigned(DRIVER))
            .when(new DeliveryCalledOff("NO_DRIVER"))
            .then(READY)
            .detail("NO_DRIVER")
            .order();

    assertThat(order.driverId()).isNull();
  }

  @Test
  void aRefusedCaptureKeepsTheOrderDeliveredForAnOperator() {
    given(DELIVERED)
        .when(NO_MONEY)
        .then(DELIVERED)
        .funds(Funds.CAPTURE_REFUSED)
        .detail("capture refused: INSUFFICIENT_FUNDS")
        .when(NO_MONEY)
        .thenIgnored();
  }

  @Test
  void aCaptureThatSucceedsAfterAllSettlesTheOrder() {
    given(DELIVERED).when(NO_MONEY).when(new FundsCaptured()).then(SETTLED, OrderSettled.class);
  }

  @Test
  void moneyThatIsReservedAfterTheOrderFailedGoesBackOnce() {
    given(FAILED)
        .when(new FundsReserved())
        .then(FAILED, ReleaseFunds.class)
        .funds(Funds.RELEASING)
        .when(new FundsReserved())
        .thenIgnored();
    given(FAILED)
        .when(new FundsReserved())
        .when(new FundsReleased())
        .then(FAILED)
        .funds(Funds.RELEASED);
  }

  @Test
  void moneyThatWasGivenBackIsNotGivenBackAgain() {
    given(CANCELLED).when(new FundsReserved()).thenIgnored();
  }
}

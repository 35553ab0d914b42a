package dev.dizhtime.order.model;

import static dev.dizhtime.contracts.order.CancelledBy.PLATFORM;
import static dev.dizhtime.order.model.DeadlineKind.ADJUSTMENT;
import static dev.dizhtime.order.model.DeadlineKind.ANSWER;
import static dev.dizhtime.order.model.DeadlineKind.DROPOFF;
import static dev.dizhtime.order.model.DeadlineKind.FETCHING;
import static dev.dizhtime.order.model.DeadlineKind.KITCHEN;
import static dev.dizhtime.order.model.DeadlineKind.PICKUP;
import static dev.dizhtime.order.model.DeadlineKind.RELEASE;
import static dev.dizhtime.order.model.Given.DRIVER;
import static dev.dizhtime.order.model.Given.OTHER_DRIVER;
import static dev.dizhtime.order.model.Given.usd;
import static dev.dizhtime.order.model.OrderState.ACCEPTED;
import static dev.dizhtime.order.model.OrderState.CANCELLED;
import static dev.dizhtime.order.model.OrderState.FAILED;
import static dev.dizhtime.order.model.OrderState.FUNDS_RESERVED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.PREPARING;
import static dev.dizhtime.order.model.OrderState.READY;
import static dev.dizhtime.order.model.OrderState.REJECTED;
import static dev.dizhtime.order.model.OrderState.UNDELIVERED;
import static dev.dizhtime.order.model.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.order.model.Fact.AdjustmentRefused;
import dev.dizhtime.order.model.Fact.DeadlinePassed;
import dev.dizhtime.order.model.Fact.DeliveryCalledOff;
import dev.dizhtime.order.model.Fact.DriverAbandoned;
import dev.dizhtime.order.model.Fact.DriverDelivered;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.DriverUnassigned;
import dev.dizhtime.order.model.Fact.FundsAdjusted;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.Undeliverable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restaurants that are silent, drivers who don't come or drop out, doors that stay shut. */
class OnTheWayTest {
  @Test
  void aRestaurantThatDoesNotAnswerInTimeHasSaidNo() {
    given(FUNDS_RESERVED)
        .when(new DeadlinePassed(ANSWER, 1))
        .then(REJECTED, OrderRejected.class, ReleaseFunds.class)
        .detail("RESTAURANT_TIMEOUT")
        .when(new FundsReleased(0))
        .then(REJECTED)
        .over();
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "PREPARING"})
  void aKitchenThatIsNeverReadyIsPaidNothing(OrderState state) {
    given(state)
        .when(new DeadlinePassed(KITCHEN, 1))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
        .cancelledBy(PLATFORM, "KITCHEN_TIMEOUT", 0)
        .when(new FundsReleased(0))
        .then(CANCELLED)
        .over();
  }

  @Test
  void withoutADriverInTimeTheOrderIsOffAndTheKitchenPaidByThePlatform() {
    Scenario scenario =
        given(PREPARING)
            .when(new DeadlinePassed(DeadlineKind.DRIVER, 1))
            .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
            .cancelledBy(PLATFORM, "NO_DRIVER", 0)
            .waitsFor(RELEASE)
            .when(new FundsReleased(0))
            .then(CANCELLED, AdjustFunds.class)
            .funds(Funds.RELEASED)
            .waitsFor(ADJUSTMENT);
    restaurantIsPaidByThePlatform(scenario);
  }

  @Test
  void aKitchenThatHadNotBegunIsNotPaid() {
    given(ACCEPTED)
        .when(new DeadlinePassed(DeadlineKind.DRIVER, 1))
        .when(new FundsReleased(0))
        .then(CANCELLED)
        .over();
  }

  @Test
  void aDeliveryThatIsCalledOffIsNoDriver() {
    given(READY)
        .when(new DeliveryCalledOff("NO_DRIVER"))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
        .cancelledBy(PLATFORM, "NO_DRIVER", 0);
  }

  @Test
  void aDriverWhoIsLateAtTheRestaurantIsReplaced() {
    Scenario scenario =
        given(READY)
            .waitsFor(PICKUP, FETCHING)
            .when(new DeadlinePassed(PICKUP, 1))
            .then(READY, ReassignDelivery.class)
            .waitsFor(DeadlineKind.DRIVER, FETCHING);

    assertThat(scenario.command(ReassignDelivery.class).driverId()).isEqualTo(DRIVER);
    scenario.when(new DriverUnassigned(DRIVER, "PICKUP_LATE")).thenIgnored();
  }

  @Test
  void whateverDriversDoAnOrderIsFetchedInTimeOrOff() {
    given(READY)
        .when(new DeadlinePassed(FETCHING, 1))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
        .cancelledBy(PLATFORM, "NO_DRIVER", 0);
  }

  @Test
  void aDriverWhoDropsOutBeforePickUpIsLookedForAnew() {
    given(READY)
        .when(new DriverUnassigned(OTHER_DRIVER, "DRIVER_DROPPED_OUT"))
        .thenIgnored()
        .when(new DriverUnassigned(DRIVER, "DRIVER_DROPPED_OUT"))
        .then(READY)
        .waitsFor(DeadlineKind.DRIVER, FETCHING);
  }

  @Test
  void aDriverWhoDropsOutAfterPickUpCostsThePlatformAMeal() {
    Scenario scenario =
        given(PICKED_UP)
            .when(new DriverAbandoned(OTHER_DRIVER, "ACCIDENT"))
            .thenIgnored()
            .when(new DriverAbandoned(DRIVER, "ACCIDENT"))
            .then(FAILED, OrderFailed.class, ReleaseFunds.class)
            .detail("ACCIDENT")
            .when(new FundsReleased(0))
            .then(FAILED, AdjustFunds.class);
    restaurantIsPaidByThePlatform(scenario);
  }

  @Test
  void aDriverWhoIsNeverHeardOfAgainIsLost() {
    Scenario scenario =
        given(PICKED_UP)
            .when(new DeadlinePassed(DROPOFF, 1))
            .then(FAILED, OrderFailed.class, ReleaseFunds.class)
            .detail("DRIVER_LOST")
            .when(new DriverDelivered(OTHER_DRIVER))
            .thenIgnored()
            .when(new FundsReleased(0))
            .then(FAILED, AdjustFunds.class);
    restaurantIsPaidByThePlatform(scenario);
  }

  @Test
  void aDriverWhoHasDeliveredWhatWasGivenUpIsPaidForTheWay() {
    Scenario scenario =
        given(PICKED_UP)
            .when(new DeadlinePassed(DROPOFF, 1))
            .when(new DriverDelivered(DRIVER))
            .then(FAILED);
    assertThat(scenario.order().attention()).contains(DRIVER + " delivered what was given up");
    scenario
        .when(new DriverDelivered(DRIVER))
        .thenIgnored()
        .when(new FundsReleased(0))
        .then(FAILED, AdjustFunds.class, AdjustFunds.class);
    assertThat(scenario.order().purse().all(Adjustment.Progress.REQUESTED))
        .flatExtracting(Adjustment::movements)
        .extracting(Movement::to)
        .containsExactly(Party.RESTAURANT, Party.DRIVER);
  }

  @Test
  void whoIsHeardOfWhenTheMoneyIsBackIsPaidAtOnce() {
    given(PICKED_UP)
        .when(new DeadlinePassed(DROPOFF, 1))
        .when(new FundsReleased(0))
        .when(new DriverDelivered(DRIVER))
        .then(FAILED, AdjustFunds.class);
  }

  @Test
  void whatWasFetchedAndBroughtUnheardIsPaidForOnce() {
    Scenario scenario =
        given(READY)
            .when(new DeadlinePassed(FETCHING, 1))
            .when(new DriverPickedUp(DRIVER))
            .when(new DriverDelivered(DRIVER))
            .then(CANCELLED);
    assertThat(scenario.order().attention()).contains("delivered what was given up");
    assertThat(scenario.order().purse().adjustments())
        .flatExtracting(Adjustment::movements)
        .filteredOn(movement -> movement.to() == Party.DRIVER)
        .hasSize(1);
  }

  @Test
  void whoDoesNotOpenPaysForAllButTheTip() {
    Scenario scenario =
        given(PICKED_UP)
            .when(new Undeliverable(DRIVER, "CUSTOMER_UNREACHABLE"))
            .then(UNDELIVERED, OrderUndelivered.class, CaptureFunds.class);
    var capture = scenario.command(CaptureFunds.class);

    assertThat(capture.amount()).isEqualTo(usd(2_001 + 319 + 178));
    assertThat(capture.legs()).extracting(Leg::payee).doesNotContain(Payee.TIP);
    scenario.when(new FundsCaptured(0)).then(UNDELIVERED).funds(Funds.CAPTURED).over();
  }

  @Test
  void nothingIsDeliveredThatWasNotPickedUp() {
    given(READY).when(new DriverDelivered(DRIVER)).thenIgnored();
  }

  @Test
  void aCompensationThatIsRefusedIsForAnOperatorAndTheOrderIsOver() {
    Scenario scenario =
        given(PREPARING)
            .when(new DeadlinePassed(DeadlineKind.DRIVER, 1))
            .when(new FundsReleased(0));
    var adjust = scenario.command(AdjustFunds.class);

    scenario
        .when(new AdjustmentRefused(adjust.adjustmentId(), "UNKNOWN_ACCOUNT"))
        .then(CANCELLED)
        .attention(true)
        .over();
  }

  private static void restaurantIsPaidByThePlatform(Scenario scenario) {
    var adjust = scenario.command(AdjustFunds.class);
    assertThat(adjust.movements())
        .containsExactly(
            new Movement(
                Party.PLATFORM, null, Party.RESTAURANT, Given.RESTAURANT.value(), usd(1_701)));
    scenario
        .when(new DeadlinePassed(ADJUSTMENT, 1))
        .then(scenario.order().state(), AdjustFunds.class);
    assertThat(scenario.command(AdjustFunds.class)).isEqualTo(adjust);
    scenario.when(new FundsAdjusted(adjust.adjustmentId())).then(scenario.order().state()).over();
  }
}

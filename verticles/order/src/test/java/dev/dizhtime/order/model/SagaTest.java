package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.DeadlineKind.ANSWER;
import static dev.dizhtime.order.model.DeadlineKind.CAPTURE;
import static dev.dizhtime.order.model.DeadlineKind.DRIVER;
import static dev.dizhtime.order.model.DeadlineKind.DROPOFF;
import static dev.dizhtime.order.model.DeadlineKind.FETCHING;
import static dev.dizhtime.order.model.DeadlineKind.FUNDS;
import static dev.dizhtime.order.model.DeadlineKind.KITCHEN;
import static dev.dizhtime.order.model.DeadlineKind.PICKUP;
import static dev.dizhtime.order.model.DeadlineKind.RELEASE;
import static dev.dizhtime.order.model.DeadlineKind.START;
import static dev.dizhtime.order.model.OrderState.ACCEPTED;
import static dev.dizhtime.order.model.OrderState.DELIVERED;
import static dev.dizhtime.order.model.OrderState.FAILED;
import static dev.dizhtime.order.model.OrderState.FUNDS_RESERVED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.PLACED;
import static dev.dizhtime.order.model.OrderState.PREPARING;
import static dev.dizhtime.order.model.OrderState.READY;
import static dev.dizhtime.order.model.OrderState.SCHEDULED;
import static dev.dizhtime.order.model.OrderState.SETTLED;
import static dev.dizhtime.order.model.Scenario.given;
import static dev.dizhtime.order.model.Scenario.placing;
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
import dev.dizhtime.contracts.order.OrderScheduled;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.order.model.Fact.DeadlinePassed;
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
import dev.dizhtime.order.model.Fact.StockTaken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The way of an order that goes well, and of its hold; {@link SagaTableTest} has all pairs. */
class SagaTest {
  private static final FundsRefused NO_MONEY = Facts.refused(Operation.RESERVE);

  @Test
  void everyoneIsPaidInTheEnd() {
    placing(Given.terms())
        .then(PLACED, OrderPlaced.class, ReserveFunds.class)
        .waitsFor(FUNDS)
        .when(new FundsReserved(0))
        .then(FUNDS_RESERVED, OrderFunded.class)
        .waitsFor(ANSWER)
        .when(new RestaurantAccepts())
        .then(ACCEPTED, OrderAccepted.class, RequestDelivery.class)
        .waitsFor(KITCHEN, DRIVER, FETCHING)
        .when(new DriverAssigned(Given.DRIVER))
        .then(ACCEPTED)
        .waitsFor(KITCHEN, FETCHING)
        .when(new RestaurantPrepares())
        .then(PREPARING, OrderPreparing.class)
        .when(new RestaurantIsReady())
        .then(READY, OrderReady.class)
        .waitsFor(PICKUP, FETCHING)
        .when(new DriverPickedUp(Given.DRIVER))
        .then(PICKED_UP, OrderPickedUp.class)
        .waitsFor(DROPOFF)
        .when(new DriverDelivered(Given.DRIVER))
        .then(DELIVERED, OrderDelivered.class, CaptureFunds.class)
        .waitsFor(CAPTURE)
        .when(new FundsCaptured(0))
        .then(SETTLED, OrderSettled.class)
        .funds(Funds.CAPTURED)
        .over();
  }

  @Test
  void theCodesGoToDeliveryAndNowhereElse() {
    var request =
        given(FUNDS_RESERVED).when(new RestaurantAccepts()).command(RequestDelivery.class);

    assertThat(request.pickupCode()).isEqualTo("1234");
    assertThat(request.deliveryCode()).isEqualTo("5678");
    assertThat(request.collect()).isNull();
    assertThat(Given.placed().toString()).doesNotContain("1234", "5678");
  }

  @Test
  void withoutMoneyTheOrderFails() {
    given(PLACED)
        .when(NO_MONEY)
        .then(FAILED, OrderFailed.class)
        .funds(Funds.REFUSED)
        .detail("INSUFFICIENT_FUNDS")
        .over();
  }

  @Test
  void aSilentWalletIsAskedAgainAndThenGivenUp() {
    given(PLACED)
        .when(new DeadlinePassed(FUNDS, 1))
        .then(PLACED, ReserveFunds.class)
        .when(new DeadlinePassed(FUNDS, DeadlineStage.FUNDS_TRIES))
        .then(FAILED, OrderFailed.class, ReleaseFunds.class)
        .detail("FUNDS_TIMEOUT")
        .waitsFor(RELEASE)
        .when(new FundsReserved(0))
        .thenIgnored()
        .when(new FundsReleased(0))
        .then(FAILED)
        .funds(Funds.RELEASED)
        .over();
  }

  @Test
  void anOrderForLaterWaitsForItsTime() {
    placing(Given.later(Given.TOMORROW))
        .when(new FundsReserved(0))
        .then(SCHEDULED, OrderScheduled.class)
        .waitsFor(START)
        .when(new DeadlinePassed(START, 1))
        .then(FUNDS_RESERVED, OrderFunded.class)
        .waitsFor(ANSWER);
  }

  @Test
  void theRestaurantIsAskedSoLongBeforeTheWantedTime() {
    var order = given(Given.placed(Given.later(Given.TOMORROW))).when(new FundsReserved(0)).order();

    assertThat(Saga.deadlines(order, SagaRules.USUAL).set())
        .containsExactly(
            new Deadlines.Deadline(START, 1, Duration.ofDays(1).minus(SagaRules.USUAL.lead())));
  }

  @Test
  void anOrderForSoonIsNotForLater() {
    placing(Given.later(Given.NOW.plusSeconds(60)))
        .when(new FundsReserved(0))
        .then(FUNDS_RESERVED, OrderFunded.class);
  }

  @Test
  void whatNeedsNoPreparationIsReadyAtOnce() {
    given(ACCEPTED).when(new RestaurantIsReady()).then(READY, OrderReady.class);
  }

  @Test
  void aDriverWhoHasTheOrderIsBelievedBeforeTheRestaurantSaysReady() {
    given(PREPARING)
        .when(new DriverPickedUp(Given.DRIVER))
        .then(PICKED_UP, OrderPickedUp.class)
        .detail("before the restaurant said ready");
  }

  @Test
  void theLastDriverAssignedBringsIt() {
    Scenario scenario =
        given(ACCEPTED)
            .when(new DriverAssigned(Given.DRIVER))
            .then(ACCEPTED)
            .when(new DriverAssigned(Given.OTHER_DRIVER))
            .then(ACCEPTED)
            .when(new DriverAssigned(Given.OTHER_DRIVER))
            .thenIgnored();

    assertThat(scenario.order().driverId()).isEqualTo(Given.OTHER_DRIVER);
  }

  @Test
  void anAnswerAboutAnEarlierHoldIsStale() {
    Order second = Given.orderIn(PLACED);
    given(second.with(second.purse().nextAttempt(Funds.REQUESTED)))
        .when(NO_MONEY)
        .thenIgnored()
        .when(new FundsReserved(0))
        .then(PLACED, ReleaseFunds.class)
        .when(new FundsReserved(1))
        .then(FUNDS_RESERVED, OrderFunded.class);
  }

  @Test
  void moneyThatIsReservedAfterTheOrderFailedGoesBackOnce() {
    given(FAILED)
        .when(new FundsReserved(0))
        .then(FAILED, ReleaseFunds.class)
        .when(new FundsReserved(0))
        .thenIgnored()
        .when(new FundsReleased(0))
        .then(FAILED)
        .funds(Funds.RELEASED)
        .over();
  }

  @Test
  void aRepeatedCommandIsTheSameCommand() {
    var first = (Object) placing(Given.terms()).command(ReserveFunds.class);
    var again = given(PLACED).when(new DeadlinePassed(FUNDS, 1)).command(ReserveFunds.class);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void whatIsCountedIsNotAcceptedBeforeItIsSetAside() {
    given(Given.orderIn(FUNDS_RESERVED).awaitingStock(true))
        .when(new RestaurantAccepts())
        .thenRefused(Transition.Refused.Kind.NOT_YET)
        .when(new StockTaken())
        .then(FUNDS_RESERVED)
        .when(new StockTaken())
        .thenIgnored()
        .when(new RestaurantAccepts())
        .then(ACCEPTED, OrderAccepted.class, RequestDelivery.class);
  }
}

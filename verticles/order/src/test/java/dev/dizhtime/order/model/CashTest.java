package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.DeadlineKind.ANSWER;
import static dev.dizhtime.order.model.DeadlineKind.CAPTURE;
import static dev.dizhtime.order.model.DeadlineKind.DRIVER;
import static dev.dizhtime.order.model.DeadlineKind.FETCHING;
import static dev.dizhtime.order.model.DeadlineKind.FUNDS;
import static dev.dizhtime.order.model.DeadlineKind.KITCHEN;
import static dev.dizhtime.order.model.DeadlineKind.RELEASE;
import static dev.dizhtime.order.model.Given.OTHER_DRIVER;
import static dev.dizhtime.order.model.Given.usd;
import static dev.dizhtime.order.model.OrderState.ACCEPTED;
import static dev.dizhtime.order.model.OrderState.CANCELLED;
import static dev.dizhtime.order.model.OrderState.DELIVERED;
import static dev.dizhtime.order.model.OrderState.FUNDS_RESERVED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.SETTLED;
import static dev.dizhtime.order.model.OrderState.UNDELIVERED;
import static dev.dizhtime.order.model.Scenario.given;
import static dev.dizhtime.order.model.Scenario.placing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.order.model.Fact.CustomerCancels;
import dev.dizhtime.order.model.Fact.DeadlinePassed;
import dev.dizhtime.order.model.Fact.DriverAssigned;
import dev.dizhtime.order.model.Fact.DriverDelivered;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.DriverUnassigned;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsRefused;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.FundsReserved;
import dev.dizhtime.order.model.Fact.RestaurantAccepts;
import dev.dizhtime.order.model.Fact.Undeliverable;
import org.junit.jupiter.api.Test;

/** Orders that are paid to the driver, who owes it to the platform until it is handed in. */
class CashTest {
  private static final FundsRefused LIMIT = new FundsRefused("CREDIT_LIMIT", 0, Operation.RESERVE);

  private static Scenario assigned() {
    return given(Given.placed(Given.cash()).in(ACCEPTED))
        .when(new DriverAssigned(Given.DRIVER))
        .then(ACCEPTED, ReserveFunds.class);
  }

  @Test
  void nothingIsHeldUntilADriverIsThere() {
    Scenario scenario =
        placing(Given.cash())
            .then(FUNDS_RESERVED, OrderPlaced.class, OrderFunded.class)
            .funds(Funds.DUE)
            .waitsFor(ANSWER)
            .when(new RestaurantAccepts())
            .waitsFor(KITCHEN, DRIVER, FETCHING);
    assertThat(scenario.command(RequestDelivery.class).collect()).isEqualTo(usd(2_748));

    scenario.when(new DriverAssigned(Given.DRIVER)).then(ACCEPTED, ReserveFunds.class);
    assertThat(scenario.command(ReserveFunds.class).driverId()).isEqualTo(Given.DRIVER);
    scenario
        .waitsFor(KITCHEN, FETCHING, FUNDS)
        .when(new FundsReserved(0))
        .then(ACCEPTED)
        .funds(Funds.RESERVED)
        .when(new DriverPickedUp(Given.DRIVER))
        .then(PICKED_UP, OrderPickedUp.class)
        .when(new DriverDelivered(Given.DRIVER))
        .then(DELIVERED, OrderDelivered.class, CaptureFunds.class)
        .when(new FundsCaptured(0))
        .then(SETTLED, OrderSettled.class)
        .over();
  }

  @Test
  void aDriverWithTooMuchCashIsReplaced() {
    assigned()
        .when(LIMIT)
        .then(ACCEPTED, ReassignDelivery.class)
        .funds(Funds.DUE)
        .attempt(1)
        .waitsFor(KITCHEN, DRIVER, FETCHING)
        .when(new DriverAssigned(OTHER_DRIVER))
        .then(ACCEPTED, ReserveFunds.class)
        .when(LIMIT)
        .thenIgnored()
        .when(new FundsReserved(0))
        .then(ACCEPTED, ReleaseFunds.class)
        .when(new FundsReserved(1))
        .then(ACCEPTED)
        .funds(Funds.RESERVED);
  }

  @Test
  void aDriverWhoDropsOutOwesNothingMore() {
    assigned()
        .when(new FundsReserved(0))
        .when(new DriverUnassigned(Given.DRIVER, "VEHICLE"))
        .then(ACCEPTED, ReleaseFunds.class)
        .waitsFor(KITCHEN, DRIVER, FETCHING, RELEASE)
        .when(new DriverAssigned(OTHER_DRIVER))
        .then(ACCEPTED)
        .when(new FundsReleased(0))
        .then(ACCEPTED, ReserveFunds.class)
        .attempt(1);
  }

  @Test
  void theHoldFollowsTheOrderToADriverWhomNobodyAnnounced() {
    assigned()
        .when(new DriverPickedUp(OTHER_DRIVER))
        .then(PICKED_UP, OrderPickedUp.class, ReleaseFunds.class)
        .when(new FundsReleased(0))
        .then(PICKED_UP, ReserveFunds.class)
        .attempt(1);
  }

  @Test
  void whatIsDeliveredBeforeTheHoldIsThereIsCapturedWhenItIs() {
    assigned()
        .when(new DriverPickedUp(Given.DRIVER))
        .when(new DriverDelivered(Given.DRIVER))
        .then(DELIVERED, OrderDelivered.class)
        .waitsFor(CAPTURE)
        .when(new FundsReserved(0))
        .then(DELIVERED, CaptureFunds.class);
  }

  @Test
  void aDriverOverTheLimitWhoHasTheOrderIsAskedAgainAfterDelivery() {
    assigned()
        .when(new DriverPickedUp(Given.DRIVER))
        .when(LIMIT)
        .then(PICKED_UP)
        .funds(Funds.DUE)
        .when(new DriverDelivered(Given.DRIVER))
        .then(DELIVERED, OrderDelivered.class, ReserveFunds.class)
        .waitsFor(CAPTURE);
  }

  @Test
  void whatADriverHasCollectedIsNeverPaidByThePlatform() {
    Scenario scenario =
        assigned()
            .when(new DriverPickedUp(Given.DRIVER))
            .when(LIMIT)
            .when(new DriverDelivered(Given.DRIVER))
            .then(DELIVERED, OrderDelivered.class, ReserveFunds.class);
    for (int attempt = 1; attempt <= 2 * DeadlineStage.CAPTURE_TRIES; attempt++) {
      scenario
          .when(new FundsRefused("CREDIT_LIMIT", attempt, Operation.RESERVE))
          .funds(Funds.DUE)
          .when(new DeadlinePassed(CAPTURE, attempt))
          .then(DELIVERED, ReserveFunds.class);
    }
    assertThat(scenario.order().attention()).contains("over the credit limit");
    scenario
        .when(new FundsReserved(2 * DeadlineStage.CAPTURE_TRIES + 1))
        .then(DELIVERED, CaptureFunds.class)
        .when(new FundsCaptured(2 * DeadlineStage.CAPTURE_TRIES + 1))
        .then(SETTLED, OrderSettled.class)
        .over();
    assertThat(scenario.order().attention()).isNull();
  }

  @Test
  void callingOffCostsNothingAndThePlatformPaysTheFee() {
    assigned()
        .when(new FundsReserved(0))
        .when(new CustomerCancels(null, 0))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
        .when(new FundsReleased(0))
        .then(CANCELLED, AdjustFunds.class);
  }

  @Test
  void whoPicksUpWhatWasCalledOffIsLookedAtForTheCashAlsoWhenEveryoneIsPaid() {
    var ready = Given.placed(Given.cash()).in(OrderState.READY);
    Scenario scenario =
        given(ready)
            .when(new DriverAssigned(Given.DRIVER))
            .when(new FundsReserved(0))
            .when(new CustomerCancels(null, 0))
            .when(new DriverPickedUp(Given.DRIVER))
            .then(CANCELLED);
    assertThat(scenario.order().attention()).contains("collect its price in cash");
    scenario.when(new DriverPickedUp(Given.DRIVER)).thenIgnored();
  }

  @Test
  void callingOffBeforeADriverIsThereLeavesNothingToLetGoOf() {
    given(Given.placed(Given.cash()).in(FUNDS_RESERVED))
        .when(new CustomerCancels(null, 0))
        .then(CANCELLED, OrderCancelled.class)
        .funds(Funds.RELEASED)
        .over();
  }

  @Test
  void whereNobodyOpensNothingWasCollectedSoThePlatformPays() {
    assigned()
        .when(new FundsReserved(0))
        .when(new DriverPickedUp(Given.DRIVER))
        .when(new Undeliverable(Given.DRIVER, "CUSTOMER_UNREACHABLE"))
        .then(UNDELIVERED, OrderUndelivered.class, ReleaseFunds.class)
        .when(new FundsReleased(0))
        .then(UNDELIVERED, AdjustFunds.class);
  }
}

package dev.dizhtime.order.model;

import static dev.dizhtime.contracts.order.CancelledBy.PLATFORM;
import static dev.dizhtime.order.model.Given.DRIVER;
import static dev.dizhtime.order.model.Given.usd;
import static dev.dizhtime.order.model.OperatorAction.COMPENSATE;
import static dev.dizhtime.order.model.OperatorAction.FORCE_CANCEL;
import static dev.dizhtime.order.model.OperatorAction.RESUME;
import static dev.dizhtime.order.model.OperatorAction.RETRY;
import static dev.dizhtime.order.model.OrderState.ACCEPTED;
import static dev.dizhtime.order.model.OrderState.CANCELLED;
import static dev.dizhtime.order.model.OrderState.DELIVERED;
import static dev.dizhtime.order.model.OrderState.FAILED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.PLACED;
import static dev.dizhtime.order.model.OrderState.PREPARING;
import static dev.dizhtime.order.model.OrderState.REJECTED;
import static dev.dizhtime.order.model.OrderState.SETTLED;
import static dev.dizhtime.order.model.OrderState.UNDELIVERED;
import static dev.dizhtime.order.model.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.order.model.Fact.CustomerCancels;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.FundsAdjusted;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.OperatorActs;
import dev.dizhtime.order.model.Transition.Refused.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators do, also when they press twice. */
class OperatorTest {
  private static Fact does(OperatorAction action) {
    return new OperatorActs(action, "the customer called");
  }

  @Test
  void retrySendsAgainWhatIsAwaited() {
    given(PLACED).when(does(RETRY)).then(PLACED, ReserveFunds.class);
    given(ACCEPTED).when(does(RETRY)).then(ACCEPTED, RequestDelivery.class);
    given(DELIVERED).when(does(RETRY)).then(DELIVERED, CaptureFunds.class);
    given(REJECTED).when(does(RETRY)).then(REJECTED, ReleaseFunds.class);
    given(DELIVERED)
        .when(Facts.refused(Operation.CAPTURE))
        .when(does(RETRY))
        .then(DELIVERED, CaptureFunds.class)
        .funds(Funds.CAPTURING);
    given(SETTLED).when(does(RETRY)).thenRefused(Kind.WRONG_STATE);
  }

  @Test
  void resumeTakesTheMarkOffAndLetsEveryWaitBeginAnew() {
    Order marked = Given.orderIn(DELIVERED).attention("the wallet is silent");
    Order after = given(marked).when(does(RESUME)).then(DELIVERED).attention(false).order();

    assertThat(Saga.deadlines(marked, does(RESUME), after, SagaRules.USUAL, Given.NOW).set())
        .extracting(Deadlines.Deadline::attempt)
        .containsExactly(1);
  }

  @Test
  void compensateEndsAStageAsItsDeadlineWould() {
    given(PLACED).when(does(COMPENSATE)).then(FAILED, OrderFailed.class, ReleaseFunds.class);
    given(PICKED_UP)
        .when(does(COMPENSATE))
        .then(FAILED, OrderFailed.class, ReleaseFunds.class)
        .when(new FundsReleased(0))
        .then(FAILED, AdjustFunds.class);
    given(DELIVERED)
        .when(does(COMPENSATE))
        .then(DELIVERED, ReleaseFunds.class)
        .funds(Funds.WRITING_OFF)
        .when(does(COMPENSATE))
        .thenIgnored();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PLACED",
        "SCHEDULED",
        "FUNDS_RESERVED",
        "ACCEPTED",
        "PREPARING",
        "READY",
        "PICKED_UP",
        "DELIVERED"
      })
  void forceCancelEndsAnyOpenOrderForNothing(OrderState state) {
    Scenario scenario = given(state).when(does(FORCE_CANCEL)).cancelledBy(PLATFORM, "OPERATOR", 0);
    assertThat(scenario.messages()).anyMatch(OrderCancelled.class::isInstance);

    scenario.when(does(FORCE_CANCEL)).thenIgnored().when(new FundsReleased(0));
    if (!scenario.order().purse().adjustments().isEmpty()) {
      scenario.when(new FundsAdjusted(scenario.order().purse().adjustments().getFirst().id()));
    }
    scenario.funds(Funds.RELEASED).over();
  }

  @Test
  void forceCancelAfterDeliveryPaysEveryoneByThePlatform() {
    var adjust =
        given(DELIVERED)
            .when(does(FORCE_CANCEL))
            .when(new FundsReleased(0))
            .then(CANCELLED, AdjustFunds.class)
            .command(AdjustFunds.class);

    assertThat(adjust.movements().stream().mapToLong(m -> m.amount().amountMinor()).sum())
        .isEqualTo(2_748);
  }

  @Test
  void whatWasCapturedMeanwhileIsRefundedByThePlatform() {
    for (Fact captured : List.of(new FundsCaptured(0), Facts.refused(Operation.RELEASE))) {
      Scenario scenario =
          given(DELIVERED)
              .when(does(FORCE_CANCEL))
              .when(captured)
              .then(CANCELLED, AdjustFunds.class)
              .funds(Funds.CAPTURED);
      var adjust = scenario.command(AdjustFunds.class);

      assertThat(adjust.movements())
          .containsExactly(
              new Movement(
                  Party.PLATFORM, null, Party.CUSTOMER, Given.CUSTOMER.value(), usd(2_748)));
      scenario
          .when(new FundsAdjusted(adjust.adjustmentId()))
          .then(CANCELLED, OrderRefunded.class)
          .over();
    }
  }

  /** The wallet comes back and does what it was asked first, behind whose back a driver set off. */
  @Test
  void aDriverWhoCameLateIsPaidAlsoWhereTheOrderWasCapturedMeanwhile() {
    Scenario scenario =
        given(PREPARING)
            .when(new CustomerCancels(null, Long.MAX_VALUE))
            .funds(Funds.CAPTURING)
            .when(does(FORCE_CANCEL))
            .when(new DriverPickedUp(DRIVER))
            .attention(true)
            .when(new FundsCaptured(0));
    assertThat(scenario.messages())
        .filteredOn(AdjustFunds.class::isInstance)
        .flatExtracting(each -> ((AdjustFunds) each).movements())
        .filteredOn(movement -> movement.to() == Party.DRIVER)
        .singleElement()
        .satisfies(movement -> assertThat(movement.toOwner()).isEqualTo(DRIVER.value()));
  }

  @Test
  void forceCancelForgivesWhatCallingOffWouldHaveCost() {
    given(ACCEPTED)
        .when(new Fact.CustomerCancels(null, Long.MAX_VALUE))
        .when(does(FORCE_CANCEL))
        .then(CANCELLED, ReleaseFunds.class)
        .cancelledBy(dev.dizhtime.contracts.order.CancelledBy.CUSTOMER, "CUSTOMER_CANCELLED", 0)
        .when(new FundsReleased(0))
        .then(CANCELLED, AdjustFunds.class);
  }

  @Test
  void whatIsOverStaysAsItIs() {
    given(SETTLED).when(does(FORCE_CANCEL)).thenRefused(Kind.WRONG_STATE);
    given(SETTLED).when(does(COMPENSATE)).thenRefused(Kind.WRONG_STATE);
    given(UNDELIVERED).when(does(FORCE_CANCEL)).then(UNDELIVERED, ReleaseFunds.class);
  }
}

package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.DeadlineKind.ADJUSTMENT;
import static dev.dizhtime.order.model.DeadlineKind.CAPTURE;
import static dev.dizhtime.order.model.DeadlineKind.RELEASE;
import static dev.dizhtime.order.model.Given.usd;
import static dev.dizhtime.order.model.OrderState.CANCELLED;
import static dev.dizhtime.order.model.OrderState.DELIVERED;
import static dev.dizhtime.order.model.OrderState.FAILED;
import static dev.dizhtime.order.model.OrderState.FUNDS_RESERVED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.PREPARING;
import static dev.dizhtime.order.model.OrderState.SETTLED;
import static dev.dizhtime.order.model.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.order.model.Adjustment.RefundLine;
import dev.dizhtime.order.model.Fact.AdjustmentRefused;
import dev.dizhtime.order.model.Fact.DeadlinePassed;
import dev.dizhtime.order.model.Fact.FundsAdjusted;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsExpired;
import dev.dizhtime.order.model.Fact.FundsRefused;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.FundsReserved;
import dev.dizhtime.order.model.Fact.RefundAsked;
import dev.dizhtime.order.model.RefundRequest.Liable;
import dev.dizhtime.order.model.Transition.Refused.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Captures that fail, holds that lapse, and money that is given back later. */
class PayingOutTest {
  private static final FundsRefused REFUSED = Facts.refused(Operation.CAPTURE);
  private static final DeadlinePassed LAST =
      new DeadlinePassed(CAPTURE, DeadlineStage.CAPTURE_TRIES);

  @Test
  void aRefusedCaptureIsTriedAgain() {
    given(DELIVERED)
        .when(REFUSED)
        .then(DELIVERED)
        .funds(Funds.CAPTURE_REFUSED)
        .when(new DeadlinePassed(CAPTURE, 1))
        .then(DELIVERED, CaptureFunds.class)
        .when(new FundsCaptured(0))
        .then(SETTLED, OrderSettled.class)
        .over();
  }

  @Test
  void aCaptureThatSucceedsAfterItsRefusalSettlesTheOrder() {
    given(DELIVERED).when(REFUSED).when(new FundsCaptured(0)).then(SETTLED, OrderSettled.class);
  }

  @Test
  void aSilentWalletIsAskedWithoutEndAndAnOperatorIsCalled() {
    given(DELIVERED)
        .when(new DeadlinePassed(CAPTURE, 1))
        .then(DELIVERED, CaptureFunds.class)
        .attention(false)
        .when(new DeadlinePassed(CAPTURE, DeadlineStage.ATTENTION_TRIES))
        .attention(true)
        .when(LAST)
        .then(DELIVERED, CaptureFunds.class)
        .waitsFor(CAPTURE)
        .when(new FundsCaptured(0))
        .then(SETTLED, OrderSettled.class)
        .attention(false);
  }

  @Test
  void whatIsRefusedToTheEndIsPaidByThePlatform() {
    Scenario scenario =
        given(DELIVERED)
            .when(REFUSED)
            .when(LAST)
            .then(DELIVERED, ReleaseFunds.class)
            .funds(Funds.WRITING_OFF)
            .waitsFor(RELEASE)
            .when(new FundsReleased(0))
            .then(DELIVERED, AdjustFunds.class)
            .waitsFor(ADJUSTMENT)
            .when(new FundsReleased(0))
            .thenIgnored()
            .when(new FundsCaptured(0))
            .thenIgnored();
    var adjust = scenario.order().purse().adjustments().getFirst();

    assertThat(adjust.amount()).isEqualTo(usd(2_748));
    assertThat(adjust.movements()).extracting(Movement::from).containsOnly(Party.PLATFORM);
    scenario
        .when(new FundsAdjusted(adjust.id()))
        .then(SETTLED, OrderSettled.class)
        .funds(Funds.WRITTEN_OFF)
        .over();
  }

  @Test
  void aWriteOffThatIsRefusedTooIsForAnOperatorAndTheOrderIsOver() {
    Scenario scenario = given(DELIVERED).when(REFUSED).when(LAST).when(new FundsReleased(0));

    scenario
        .when(
            new AdjustmentRefused(
                scenario.command(AdjustFunds.class).adjustmentId(), "UNKNOWN_ACCOUNT"))
        .then(SETTLED, OrderSettled.class)
        .attention(true)
        .over();
  }

  @Test
  void whatTurnsOutToBeCapturedIsNotWrittenOff() {
    given(DELIVERED)
        .when(REFUSED)
        .when(LAST)
        .when(Facts.refused(Operation.RELEASE))
        .then(SETTLED, OrderSettled.class)
        .funds(Funds.CAPTURED)
        .over();
  }

  @Test
  void aCaptureWithoutAHoldAsksForANewOne() {
    given(DELIVERED)
        .when(new FundsRefused("NOT_RESERVED", 0, Operation.CAPTURE))
        .then(DELIVERED)
        .funds(Funds.DUE)
        .attempt(1)
        .when(new DeadlinePassed(CAPTURE, 1))
        .then(DELIVERED, ReserveFunds.class)
        .when(new FundsReserved(1))
        .then(DELIVERED, CaptureFunds.class)
        .when(new FundsCaptured(1))
        .then(SETTLED, OrderSettled.class);
  }

  @Test
  void withoutAHoldThereIsNothingToLetGoOfBeforeAWriteOff() {
    given(DELIVERED)
        .when(new FundsRefused("NOT_RESERVED", 0, Operation.CAPTURE))
        .when(LAST)
        .then(DELIVERED, AdjustFunds.class)
        .funds(Funds.WRITING_OFF);
  }

  @ParameterizedTest
  @EnumSource(names = {"PLACED", "SCHEDULED", "FUNDS_RESERVED"})
  void aHoldThatLapsesBeforeAcceptanceEndsTheOrder(OrderState state) {
    given(state).when(new FundsExpired(0)).then(FAILED, OrderFailed.class).over();
  }

  @Test
  void aHoldThatLapsesInTheKitchenCallsTheOrderOff() {
    given(PREPARING)
        .when(new FundsExpired(0))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, AdjustFunds.class)
        .funds(Funds.RELEASED);
  }

  @Test
  void aHoldThatLapsesOnTheWayIsAskedForAnew() {
    given(PICKED_UP)
        .when(new FundsExpired(0))
        .then(PICKED_UP, ReserveFunds.class)
        .attempt(1)
        .when(new FundsReserved(1))
        .then(PICKED_UP)
        .funds(Funds.RESERVED);
    given(DELIVERED)
        .when(new FundsExpired(0))
        .then(DELIVERED, ReserveFunds.class)
        .when(new FundsReserved(1))
        .then(DELIVERED, CaptureFunds.class);
  }

  @Test
  void aSilentReleaseIsAskedForAgain() {
    given(OrderState.REJECTED)
        .when(new DeadlinePassed(RELEASE, DeadlineStage.ATTENTION_TRIES))
        .then(OrderState.REJECTED, ReleaseFunds.class)
        .attention(true);
  }

  @Test
  void aRefundIsAskedOfTheLiablePartyAndTold() {
    Scenario scenario =
        given(SETTLED)
            .when(new RefundAsked(Facts.refund(Liable.RESTAURANT, 500)))
            .then(SETTLED, AdjustFunds.class)
            .waitsFor(ADJUSTMENT);

    assertThat(scenario.command(AdjustFunds.class).movements())
        .containsExactly(
            new Movement(
                Party.RESTAURANT,
                Given.RESTAURANT.value(),
                Party.CUSTOMER,
                Given.CUSTOMER.value(),
                usd(500)));
    scenario.when(new FundsAdjusted(Facts.REFUND)).then(SETTLED, OrderRefunded.class).over();
  }

  @Test
  void aRefusedRefundMayBeAskedForAgain() {
    given(SETTLED)
        .when(new RefundAsked(Facts.refund(Liable.PLATFORM, 2_748)))
        .when(new AdjustmentRefused(Facts.REFUND, "EXCEEDS_CAPTURED"))
        .then(SETTLED)
        .when(new RefundAsked(other(List.of(), 2_748)))
        .then(SETTLED, AdjustFunds.class);
  }

  @Test
  void allRefundsTogetherAreAtMostWhatWasPaid() {
    given(SETTLED)
        .when(new RefundAsked(Facts.refund(Liable.PLATFORM, 2_749)))
        .thenRefused(Kind.VALUE)
        .when(new RefundAsked(Facts.refund(Liable.PLATFORM, 2_000)))
        .then(SETTLED, AdjustFunds.class)
        .when(new RefundAsked(other(List.of(), 749)))
        .thenRefused(Kind.VALUE)
        .when(new RefundAsked(other(List.of(), 748)))
        .then(SETTLED, AdjustFunds.class);
  }

  @Test
  void aLineIsGivenBackOnceWithItsTax() {
    Scenario scenario =
        given(SETTLED)
            .when(new RefundAsked(other(List.of(new RefundLine(0, 1)), 0)))
            .then(SETTLED, AdjustFunds.class);

    assertThat(scenario.command(AdjustFunds.class).movements())
        .extracting(Movement::from, Movement::amount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Party.PLATFORM, usd(900)),
            org.assertj.core.groups.Tuple.tuple(Party.TAX, usd(80)));
    scenario
        .when(new RefundAsked(other(List.of(new RefundLine(0, 1)), 0)))
        .thenRefused(Kind.VALUE)
        .when(new RefundAsked(other(List.of(new RefundLine(2, 1)), 0)))
        .thenRefused(Kind.VALUE);
  }

  @Test
  void whatIsNotPaidIsNotRefunded() {
    given(FUNDS_RESERVED)
        .when(new RefundAsked(Facts.refund(Liable.PLATFORM, 1)))
        .thenRefused(Kind.WRONG_STATE);
  }

  private static RefundRequest other(List<RefundLine> lines, long amountMinor) {
    return new RefundRequest(
        new dev.dizhtime.contracts.TransferId(UUID.randomUUID()),
        lines,
        amountMinor,
        Liable.PLATFORM,
        "cold");
  }
}

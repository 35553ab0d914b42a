package dev.dizhtime.order.model;

import static dev.dizhtime.contracts.order.CancelledBy.CUSTOMER;
import static dev.dizhtime.contracts.order.CancelledBy.PLATFORM;
import static dev.dizhtime.contracts.order.CancelledBy.RESTAURANT;
import static dev.dizhtime.order.model.DeadlineKind.CAPTURE;
import static dev.dizhtime.order.model.Given.DRIVER;
import static dev.dizhtime.order.model.Given.usd;
import static dev.dizhtime.order.model.OrderState.ACCEPTED;
import static dev.dizhtime.order.model.OrderState.CANCELLED;
import static dev.dizhtime.order.model.OrderState.FUNDS_RESERVED;
import static dev.dizhtime.order.model.OrderState.PICKED_UP;
import static dev.dizhtime.order.model.OrderState.PLACED;
import static dev.dizhtime.order.model.OrderState.PREPARING;
import static dev.dizhtime.order.model.OrderState.READY;
import static dev.dizhtime.order.model.OrderState.REJECTED;
import static dev.dizhtime.order.model.OrderState.SCHEDULED;
import static dev.dizhtime.order.model.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.order.model.Fact.CustomerCancels;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.FundsAdjusted;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.FundsReserved;
import dev.dizhtime.order.model.Fact.RestaurantClosed;
import dev.dizhtime.order.model.Fact.RestaurantRejects;
import dev.dizhtime.order.model.Fact.StockRefused;
import dev.dizhtime.order.model.Transition.Refused.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that somebody calls off: who pays what to whom. */
class CallingOffTest {
  private static final CustomerCancels CANCELS = new CustomerCancels(null, Long.MAX_VALUE);
  private static final StockRefused SOLD_OUT =
      new StockRefused(List.of(Given.terms().lines().getFirst().itemId()));

  @ParameterizedTest
  @EnumSource(names = {"PLACED", "SCHEDULED", "FUNDS_RESERVED"})
  void aChangeOfMindBeforeAcceptanceIsFree(OrderState state) {
    given(state)
        .when(new CustomerCancels("not hungry", 0))
        .then(CANCELLED, OrderCancelled.class, ReleaseFunds.class)
        .cancelledBy(CUSTOMER, "not hungry", 0)
        .when(new FundsReleased(0))
        .then(CANCELLED)
        .funds(Funds.RELEASED)
        .over();
  }

  @Test
  void aHoldThatComesAfterTheChangeOfMindIsLetGoOfOnce() {
    given(PLACED).when(CANCELS).when(new FundsReserved(0)).thenIgnored();
  }

  @Test
  void anAcceptedOrderCostsAFeeForTheRestaurant() {
    Scenario scenario =
        given(ACCEPTED)
            .when(CANCELS)
            .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, CaptureFunds.class)
            .cancelledBy(CUSTOMER, "CUSTOMER_CANCELLED", 300)
            .waitsFor(CAPTURE);
    var capture = scenario.command(CaptureFunds.class);

    assertThat(capture.amount()).isEqualTo(usd(300));
    assertThat(capture.legs())
        .containsExactly(new Leg(Payee.RESTAURANT, Given.RESTAURANT.value(), usd(300)));
    scenario.when(new FundsCaptured(0)).then(CANCELLED).funds(Funds.CAPTURED).over();
  }

  @Test
  void aMealInPreparationIsPaidWithoutTheWayAndTheTip() {
    var capture =
        given(PREPARING)
            .when(CANCELS)
            .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, CaptureFunds.class)
            .command(CaptureFunds.class);

    assertThat(capture.amount()).isEqualTo(usd(2_001 + 178));
    assertThat(capture.legs())
        .extracting(Leg::payee)
        .containsExactly(Payee.RESTAURANT, Payee.COMMISSION, Payee.TAX);
  }

  @Test
  void aDriverWhoIsUnderWayIsPaidForTheWay() {
    var capture = given(READY).when(CANCELS).command(CaptureFunds.class);

    assertThat(capture.amount()).isEqualTo(usd(2_001 + 178 + 319));
    assertThat(capture.legs()).contains(new Leg(Payee.DRIVER, DRIVER.value(), usd(319)));
  }

  @Test
  void aPromotionLowersTheCostAndThePlatformAddsTheRest() {
    Terms terms =
        Given.with(new Charges(usd(2_000), usd(300), usd(100), usd(0), usd(150), usd(500)));
    Order preparing = Given.placed(terms).in(PREPARING).with(Funds.RESERVED);
    var capture = given(preparing).when(CANCELS).command(CaptureFunds.class);

    assertThat(capture.amount()).isEqualTo(usd(1_600));
    assertThat(capture.subsidy()).isEqualTo(usd(500));
    assertThat(capture.legs().stream().mapToLong(leg -> leg.amount().amountMinor()).sum())
        .isEqualTo(2_100);
  }

  @Test
  void whoIsNotReadyToPayTheCostIsToldAndKeepsTheOrder() {
    given(PREPARING).when(new CustomerCancels(null, 2_178)).thenRefused(Kind.COST);
    given(PREPARING)
        .when(new CustomerCancels(null, 2_179))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, CaptureFunds.class);
  }

  @Test
  void callingOffTwiceIsCallingOffOnce() {
    given(ACCEPTED).when(CANCELS).when(new CustomerCancels("again", 0)).thenIgnored();
  }

  @Test
  void whatADriverHasCanNotBeCalledOff() {
    given(PICKED_UP).when(CANCELS).thenRefused(Kind.WRONG_STATE);
    assertThat(CancelRules.possible(Given.orderIn(PICKED_UP))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "FUNDS_RESERVED"})
  void aRejectedOrderGivesTheMoneyBack(OrderState state) {
    given(state)
        .when(new RestaurantRejects("no dough left", List.of()))
        .then(REJECTED, OrderRejected.class, ReleaseFunds.class)
        .detail("no dough left")
        .when(new FundsReleased(0))
        .then(REJECTED)
        .funds(Funds.RELEASED)
        .over();
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "PREPARING", "READY"})
  void aRestaurantThatCallsOffLaterIsPaidNothingAndTheCustomerNeither(OrderState state) {
    given(state)
        .when(new RestaurantRejects("the oven broke", List.of()))
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
        .cancelledBy(RESTAURANT, "the oven broke", 0)
        .when(new FundsReleased(0))
        .then(CANCELLED)
        .over();
  }

  @ParameterizedTest
  @EnumSource(names = {"PLACED", "SCHEDULED", "FUNDS_RESERVED"})
  void whatIsSoldOutBeforeAcceptanceIsRejected(OrderState state) {
    given(state)
        .when(SOLD_OUT)
        .then(REJECTED, OrderRejected.class, ReleaseFunds.class)
        .detail("ITEM_SOLD_OUT");
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "PREPARING", "READY"})
  void whatIsSoldOutLaterIsCalledOffByTheRestaurant(OrderState state) {
    given(state)
        .when(SOLD_OUT)
        .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
        .cancelledBy(RESTAURANT, "ITEM_SOLD_OUT", 0);
  }

  @Test
  void aRestaurantThatClosesRejectsWhatWaitsForItsAnswerOnly() {
    given(FUNDS_RESERVED)
        .when(new RestaurantClosed())
        .then(REJECTED, OrderRejected.class, ReleaseFunds.class)
        .detail("RESTAURANT_CLOSED");
    given(ACCEPTED).when(new RestaurantClosed()).thenIgnored();
    given(SCHEDULED).when(new RestaurantClosed()).thenIgnored();
  }

  @Test
  void whoPicksUpWhatWasJustCalledOffIsPaidByThePlatform() {
    Scenario scenario =
        given(READY)
            .when(new RestaurantRejects("the oven broke", List.of()))
            .when(new DriverPickedUp(DRIVER))
            .then(CANCELLED, AdjustFunds.class)
            .attention(true);
    var adjust = scenario.command(AdjustFunds.class);

    assertThat(adjust.movements())
        .containsExactly(
            new Movement(Party.PLATFORM, null, Party.DRIVER, DRIVER.value(), usd(319)));
    scenario
        .when(new DriverPickedUp(DRIVER))
        .thenIgnored()
        .when(new FundsReleased(0))
        .then(CANCELLED)
        .when(new FundsAdjusted(adjust.adjustmentId()))
        .then(CANCELLED)
        .over();
  }

  @Test
  void aLatePickUpPaysTheRestaurantToo() {
    var adjust =
        given(ACCEPTED)
            .when(new Fact.DeliveryCalledOff("NO_DRIVER"))
            .then(CANCELLED, OrderCancelled.class, CancelDelivery.class, ReleaseFunds.class)
            .cancelledBy(PLATFORM, "NO_DRIVER", 0)
            .when(new FundsReleased(0))
            .when(new DriverPickedUp(DRIVER))
            .then(CANCELLED, AdjustFunds.class)
            .command(AdjustFunds.class);

    assertThat(adjust.movements())
        .extracting(Movement::to, Movement::amount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Party.RESTAURANT, usd(1_701)),
            org.assertj.core.groups.Tuple.tuple(Party.DRIVER, usd(319)));
  }

  @Test
  void aLatePickUpPaysNobodyTwice() {
    given(READY)
        .when(CANCELS)
        .when(new DriverPickedUp(DRIVER))
        .then(CANCELLED)
        .attention(true)
        .when(new DriverPickedUp(DRIVER))
        .thenIgnored();
  }
}

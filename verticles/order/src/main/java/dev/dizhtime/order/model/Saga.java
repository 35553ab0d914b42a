package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.order.model.Transition.Moved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The state machine of an order: a fact and the order's state decide what comes next and which
 * messages go out. Pure, so the same order and the same fact always give the same answer; whoever
 * applies it holds the lock of the order's row. Each stage of an order's life is a class.
 */
public final class Saga {
  private Saga() {}

  /** The first step of an order that was just placed. What is paid in cash needs no hold yet. */
  public static Moved begin(Order placed, SagaRules rules) {
    Instant now = placed.placedAt();
    var messages = new OrderMessages(placed, now);
    if (!placed.terms().cash()) {
      return Transition.move(placed, messages.placed(), messages.reserveFunds());
    }
    Moved begun = FundsStage.begin(placed, rules, now);
    List<Message> told = new ArrayList<>(List.of(messages.placed()));
    told.addAll(begun.messages());
    return new Moved(begun.order(), told, "paid in cash");
  }

  /** What the fact makes of the order. */
  public static Transition on(Order order, Fact fact, SagaRules rules, Instant now) {
    return switch (fact) {
      case Fact.Report report -> reported(order, report, rules, now);
      case Fact.Action action -> acted(order, action, rules, now);
    };
  }

  /** Which deadlines the order has from its beginning. */
  public static Deadlines deadlines(Order begun, SagaRules rules) {
    return Deadlines.begin(begun, rules, begun.placedAt());
  }

  /** What a fact that moved the order does to its deadlines. */
  public static Deadlines deadlines(
      Order before, Fact fact, Order after, SagaRules rules, Instant now) {
    return Deadlines.between(before, after, fact, rules, now);
  }

  /** What a fact that changed nothing does to the deadlines: one that passed is forgotten. */
  public static Deadlines deadlinesIgnoring(Fact fact) {
    return fact instanceof Fact.DeadlinePassed(DeadlineKind kind, _)
        ? Deadlines.forget(kind)
        : Deadlines.NONE;
  }

  private static Transition reported(
      Order order, Fact.Report report, SagaRules rules, Instant now) {
    var funds = new FundsStage(order, rules, now);
    var payout = new PayoutStage(order, rules, now);
    var kitchen = new KitchenStage(order, rules, now);
    var way = new WayStage(order, now);
    return switch (report) {
      case Fact.FundsReserved(int attempt) -> funds.reserved(attempt);
      case Fact.FundsExpired(int attempt) -> funds.expired(attempt);
      case Fact.FundsReleased(int attempt) -> funds.released(attempt);
      case Fact.FundsRefused refused ->
          payout.refused(refused.reason(), refused.attempt(), refused.operation());
      case Fact.FundsCaptured(int attempt) -> payout.captured(attempt);
      case Fact.FundsAdjusted(var id) -> payout.adjusted(id);
      case Fact.AdjustmentRefused(var id, String reason) -> payout.adjustmentRefused(id, reason);
      case Fact.StockTaken _ -> kitchen.stockTaken();
      case Fact.StockRefused(var itemIds) -> kitchen.soldOut(itemIds);
      case Fact.RestaurantClosed _ -> kitchen.closed();
      case Fact.DriverAssigned(var driver) -> way.assigned(driver);
      case Fact.DriverUnassigned(var driver, String reason) -> way.unassigned(driver, reason);
      case Fact.DriverPickedUp(var driver) -> way.pickedUp(driver);
      case Fact.DriverDelivered(var driver) -> way.delivered(driver);
      case Fact.DriverAbandoned(var driver, String reason) -> way.abandoned(driver, reason);
      case Fact.Undeliverable(var driver, String reason) -> way.undeliverable(driver, reason);
      case Fact.DeliveryCalledOff(String reason) -> way.calledOff(reason);
      case Fact.DeadlinePassed(DeadlineKind kind, int attempt) ->
          new DeadlineStage(order, rules, now).passed(kind, attempt);
    };
  }

  private static Transition acted(Order order, Fact.Action action, SagaRules rules, Instant now) {
    var kitchen = new KitchenStage(order, rules, now);
    return switch (action) {
      case Fact.RestaurantAccepts _ -> kitchen.accepts();
      case Fact.RestaurantPrepares _ -> kitchen.prepares();
      case Fact.RestaurantIsReady _ -> kitchen.isReady();
      case Fact.RestaurantRejects(String reason, var itemIds) -> kitchen.rejects(reason, itemIds);
      case Fact.CustomerCancels(String reason, long maxCostMinor) ->
          kitchen.cancels(reason, maxCostMinor);
      case Fact.RefundAsked(RefundRequest request) -> new RefundStage(order, now).asked(request);
      case Fact.OperatorActs(OperatorAction what, String reason) ->
          new OperatorStage(order, now).acts(what, reason);
    };
  }
}

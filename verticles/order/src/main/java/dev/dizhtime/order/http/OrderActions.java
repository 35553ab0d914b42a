package dev.dizhtime.order.http;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.Transition;
import dev.dizhtime.order.usecase.ActionOutcome;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.http.Problem;
import java.util.Optional;
import java.util.function.Function;

/** What people do with an order that exists, and how they are told that it can't be done. */
final class OrderActions {
  private final AdvanceOrder advance;

  OrderActions(AdvanceOrder advance) {
    this.advance = advance;
  }

  /**
   * Does it, and gives the order as it is then.
   *
   * @param find the order, locked, if the actor has to do with it
   */
  Order act(
      Orders orders, OrderId orderId, Function<Orders, Optional<Order>> find, Fact.Action action) {
    return switch (advance.act(orders, find.apply(orders), action)) {
      case ActionOutcome.Done(Order order) -> order;
      case ActionOutcome.NoSuchOrder _ -> throw Problem.notFound("order", orderId).exception();
      case ActionOutcome.Refused(Order _, Transition.Refused refusal) ->
          throw problem(refusal).exception();
    };
  }

  private static Problem problem(Transition.Refused refusal) {
    return switch (refusal.kind()) {
      case WRONG_STATE -> Problem.conflict("wrong-state", refusal.reason());
      case NOT_YET -> Problem.conflict("stock-awaited", refusal.reason());
      case COST ->
          Problem.conflict("cancellation-cost", refusal.reason())
              .with("maxCostMinor", refusal.reason());
      case VALUE -> {
        String[] parts = refusal.reason().split(": ", 2);
        yield Problem.unacceptable(parts[0], parts[1]);
      }
    };
  }
}

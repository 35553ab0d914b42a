package dev.dizhtime.order.http;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.usecase.ActionOutcome;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.function.Function;

/** What the owner of a restaurant does with its orders, over HTTP. */
public final class RestaurantOperations {
  private final AdvanceOrder advance;
  private final Postgres postgres;
  private final Function<Tx, Orders> orders;

  public RestaurantOperations(
      AdvanceOrder advance, Postgres postgres, Function<Tx, Orders> orders) {
    this.advance = advance;
    this.postgres = postgres;
    this.orders = orders;
  }

  private record RejectBody(String reason) {}

  /** Takes an order; a driver is looked for. */
  public Reply accept(Call call) throws Exception {
    return act(call, new Fact.RestaurantAccepts());
  }

  /** Starts the kitchen on an order. */
  public Reply prepare(Call call) throws Exception {
    return act(call, new Fact.RestaurantPrepares());
  }

  /** Says that the driver may have it. */
  public Reply markReady(Call call) throws Exception {
    return act(call, new Fact.RestaurantIsReady());
  }

  /** Refuses an order; the customer's money goes back. */
  public Reply reject(Call call) throws Exception {
    return act(call, new Fact.RestaurantRejects(call.body(RejectBody.class).reason()));
  }

  private Reply act(Call call, Fact.Action action) throws Exception {
    OrderId orderId = call.pathId("orderId", OrderId::new);
    UserId owner = call.caller().userId();
    ActionOutcome outcome =
        postgres.inTransaction(tx -> advance.act(orders.apply(tx), orderId, owner, action));
    return switch (outcome) {
      case ActionOutcome.Done(Order order) -> Reply.ok(OrderJson.of(order));
      case ActionOutcome.NoSuchOrder _ -> throw Problem.notFound("order", orderId).exception();
      case ActionOutcome.WrongState(String reason) ->
          throw Problem.conflict("wrong-state", reason).exception();
    };
  }
}

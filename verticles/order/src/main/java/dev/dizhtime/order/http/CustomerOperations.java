package dev.dizhtime.order.http;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.function.Function;

/** What customers do with their orders, over HTTP. */
public final class CustomerOperations {
  private final OrderActions actions;
  private final SagaRules rules;
  private final Postgres postgres;
  private final Function<Tx, Orders> orders;

  public CustomerOperations(
      AdvanceOrder advance, SagaRules rules, Postgres postgres, Function<Tx, Orders> orders) {
    this.actions = new OrderActions(advance);
    this.rules = rules;
    this.postgres = postgres;
    this.orders = orders;
  }

  private record CancelBody(String reason, long maxCostMinor) {}

  /** Calls an order off, if that costs no more than the customer is ready to pay. */
  public Reply cancel(Call call) throws Exception {
    CancelBody body = call.body(CancelBody.class);
    OrderId orderId = call.pathId("orderId", OrderId::new);
    UserId customer = call.caller().userId();
    var action = new Fact.CustomerCancels(body.reason(), body.maxCostMinor());
    Order order =
        postgres.inTransaction(
            tx ->
                actions.act(
                    orders.apply(tx), orderId, all -> all.lockPlacedBy(customer, orderId), action));
    return Reply.ok(OrderJson.of(order, Viewers.anySide(call), rules));
  }
}

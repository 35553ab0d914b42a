package dev.dizhtime.order.http;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the owner and the staff of a restaurant do with its orders, over HTTP. */
public final class RestaurantOperations {
  private final OrderActions actions;
  private final SagaRules rules;
  private final Postgres postgres;
  private final Function<Tx, Orders> orders;

  public RestaurantOperations(
      AdvanceOrder advance, SagaRules rules, Postgres postgres, Function<Tx, Orders> orders) {
    this.actions = new OrderActions(advance);
    this.rules = rules;
    this.postgres = postgres;
    this.orders = orders;
  }

  private record RejectBody(String reason, List<MenuItemId> itemIds) {}

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

  /** Refuses an order, or calls it off until a driver has it; the customer's money goes back. */
  public Reply reject(Call call) throws Exception {
    RejectBody body = call.body(RejectBody.class);
    List<MenuItemId> itemIds = body.itemIds() == null ? List.of() : body.itemIds();
    return act(call, new Fact.RestaurantRejects(body.reason(), itemIds));
  }

  private Reply act(Call call, Fact.Action action) throws Exception {
    OrderId orderId = call.pathId("orderId", OrderId::new);
    UserId caller = call.caller().userId();
    Set<RestaurantId> staffOf = call.caller().worksAt(StaffRole.KITCHEN);
    Order order =
        postgres.inTransaction(
            tx ->
                actions.act(
                    orders.apply(tx),
                    orderId,
                    all -> all.lockOfRestaurant(caller, staffOf, orderId),
                    action));
    return Reply.ok(OrderJson.of(order, Viewers.anySide(call), rules));
  }
}

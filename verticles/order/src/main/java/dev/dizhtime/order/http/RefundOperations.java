package dev.dizhtime.order.http;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.order.http.OrderJson.RefundJson;
import dev.dizhtime.order.model.Adjustment.RefundLine;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.RefundRequest;
import dev.dizhtime.order.model.RefundRequest.Liable;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.security.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Money back for orders that were paid, over HTTP. */
public final class RefundOperations {
  private final OrderActions actions;
  private final Idempotency idempotency;
  private final Supplier<UUID> ids;
  private final Function<Tx, Orders> orders;

  public RefundOperations(
      AdvanceOrder advance,
      Idempotency idempotency,
      Supplier<UUID> ids,
      Function<Tx, Orders> orders) {
    this.actions = new OrderActions(advance);
    this.idempotency = idempotency;
    this.ids = ids;
    this.orders = orders;
  }

  private record RefundBody(
      List<RefundLine> lines, Long amountMinor, Liable liable, String reason) {}

  /** Gives money back; an owner or manager only out of the restaurant's own. */
  public Reply refund(Call call) throws Exception {
    RefundBody body = call.body(RefundBody.class);
    OrderId orderId = call.pathId("orderId", OrderId::new);
    if ((body.lines() == null) == (body.amountMinor() == null)) {
      throw Problem.unacceptable("amountMinor", "either lines or an amount must be given")
          .exception();
    }
    if (!call.callerIs(Role.ADMIN) && body.liable() != Liable.RESTAURANT) {
      throw Problem.forbidden("An owner refunds at the restaurant's cost only").exception();
    }
    var request =
        new RefundRequest(
            new TransferId(ids.get()),
            body.lines() == null ? List.of() : body.lines(),
            body.amountMinor() == null ? 0 : body.amountMinor(),
            body.liable(),
            body.reason());
    return idempotency.once(
        call,
        tx -> {
          var action = new Fact.RefundAsked(request);
          Order order = actions.act(orders.apply(tx), orderId, finder(call, orderId), action);
          return created(order, request.refundId());
        });
  }

  private static Function<Orders, Optional<Order>> finder(Call call, OrderId orderId) {
    UserId caller = call.caller().userId();
    Set<RestaurantId> staffOf = call.caller().worksAt(StaffRole.MANAGER);
    return all ->
        call.callerIs(Role.ADMIN)
            ? all.lock(orderId)
            : all.lockOfRestaurant(caller, staffOf, orderId);
  }

  private static Reply created(Order order, TransferId refundId) {
    RefundJson json =
        order.purse().refunds().stream()
            .filter(each -> each.id().equals(refundId))
            .map(RefundJson::of)
            .findFirst()
            .orElseThrow();
    return new Reply(201, json, Map.of());
  }
}

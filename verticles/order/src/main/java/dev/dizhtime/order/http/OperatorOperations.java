package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.OperatorAction;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.OperatorEntry;
import dev.dizhtime.order.usecase.OrderViews;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What operators do about orders, over HTTP. Everything is kept, also what was refused. */
public final class OperatorOperations {
  private final OrderActions actions;
  private final OrderViews views;
  private final SagaRules rules;
  private final Idempotency idempotency;
  private final Postgres postgres;
  private final Function<Tx, Orders> orders;
  private final Clock clock;

  public OperatorOperations(
      AdvanceOrder advance,
      OrderViews views,
      SagaRules rules,
      Postgres postgres,
      Function<Tx, Orders> orders,
      Clock clock) {
    this.actions = new OrderActions(advance);
    this.views = views;
    this.rules = rules;
    this.idempotency = new Idempotency(postgres);
    this.postgres = postgres;
    this.orders = orders;
    this.clock = clock;
  }

  private record ActionBody(OperatorAction action, String reason) {}

  private record EntriesJson(List<EntryJson> items) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record EntryJson(
      OperatorAction action, UserId by, String reason, String outcome, Instant at) {
    static EntryJson of(OperatorEntry entry) {
      return new EntryJson(entry.action(), entry.by(), entry.reason(), entry.outcome(), entry.at());
    }
  }

  /** Does something about an order, once per idempotency key. */
  public Reply act(Call call) throws Exception {
    ActionBody body = call.body(ActionBody.class);
    OrderId orderId = call.pathId("orderId", OrderId::new);
    var fact = new Fact.OperatorActs(body.action(), body.reason());
    try {
      return idempotency.once(
          call,
          tx -> {
            Orders all = orders.apply(tx);
            Order order = actions.act(all, orderId, each -> each.lock(orderId), fact);
            all.audit(entry(call, orderId, body, "the order is " + order.state()));
            return Reply.ok(OrderJson.of(order, Viewers.anySide(call), rules));
          });
    } catch (ProblemException e) {
      keepRefusal(call, orderId, body, e.problem());
      throw e;
    }
  }

  /** The refused attempt is rolled back, so it is kept by itself. */
  private void keepRefusal(Call call, OrderId orderId, ActionBody body, Problem problem)
      throws Exception {
    if (!problem.type().endsWith("/wrong-state")) {
      return;
    }
    postgres.inTransaction(
        tx -> {
          orders.apply(tx).audit(entry(call, orderId, body, "refused: " + problem.detail()));
          return null;
        });
  }

  private OperatorEntry entry(Call call, OrderId orderId, ActionBody body, String outcome) {
    return new OperatorEntry(
        orderId, body.action(), call.caller().userId(), body.reason(), outcome, clock.instant());
  }

  /** What was done about an order so far, oldest first. */
  public Reply list(Call call) {
    OrderId orderId = call.pathId("orderId", OrderId::new);
    if (views.find(Viewers.anySide(call), orderId).isEmpty()) {
      throw Problem.notFound("order", orderId).exception();
    }
    return Reply.ok(
        new EntriesJson(views.operatorActions(orderId).stream().map(EntryJson::of).toList()));
  }
}

package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** All orders, and the saga of each. */
final class OrderPages {
  static final View LIST = View.page("admin/templates/orders");
  static final View ORDER = View.page("admin/templates/order");

  /** The states that the list can be narrowed to. */
  static final List<String> STATES =
      List.of(
          "PLACED",
          "SCHEDULED",
          "FUNDS_RESERVED",
          "ACCEPTED",
          "PREPARING",
          "READY",
          "PICKED_UP",
          "DELIVERED",
          "SETTLED",
          "REJECTED",
          "CANCELLED",
          "FAILED",
          "UNDELIVERED");

  private static final Set<String> UNWISHED = Set.of("REJECTED", "FAILED", "UNDELIVERED");
  private static final Pattern DURATION = Pattern.compile("\\bPT[0-9HMS.]+\\b");
  private static final String LIMIT = "50";
  private static final int MAX_CURSOR = 500;
  private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /** An order, as the platform answers it to an admin. */
  record Order(
      String orderId,
      String state,
      String customerId,
      String restaurantName,
      List<OrderLine> lines,
      String note,
      Charges charges,
      Money total,
      Place dropoff,
      String payment,
      Instant scheduledFor,
      String driverId,
      String pickupCode,
      String deliveryCode,
      String attention,
      Cancellation cancellation,
      List<Refund> refunds,
      Instant placedAt,
      String traceId,
      String requestId) {
    Order {
      lines = lines == null ? List.of() : List.copyOf(lines);
      refunds = refunds == null ? List.of() : List.copyOf(refunds);
    }
  }

  /** What an order costs, part by part. */
  record Charges(
      Money items,
      Money delivery,
      Money tax,
      Money tip,
      Money smallOrderFee,
      Money discount,
      Money total) {}

  /** Who called an order off. */
  record Cancellation(String by, String reason, Money cost) {}

  /** Money that goes back. */
  record Refund(String refundId, Money amount, String reason, String state, Instant at) {}

  /** What an operator did. */
  record Act(String action, String by, String reason, String outcome, Instant at) {}

  record Acts(List<Act> items) {}

  /** A transfer of the order's money. */
  record Transfer(
      String transferId,
      String kind,
      String purpose,
      String debitAccountId,
      String creditAccountId,
      Money amount,
      Instant at) {}

  record Transfers(List<Transfer> transfers) {}

  /** A page of orders, the newest first. */
  record Orders(List<Order> items, String nextCursor) {
    Orders {
      items = items == null ? List.of() : items;
    }
  }

  /** An order's saga, as the platform answers it. */
  record Timeline(String traceId, String requestId, List<Step> steps) {
    Timeline {
      steps = steps == null ? List.of() : List.copyOf(steps);
    }
  }

  /** One step of the saga; message type, trace and detail may be missing. */
  record Step(
      int sequence,
      String kind,
      String name,
      String state,
      Instant at,
      String messageType,
      String traceId,
      String detail) {
    /** The detail with lengths of time as people write them: "10m" for "PT10M". */
    public String said() {
      return detail == null
          ? null
          : DURATION
              .matcher(detail)
              .replaceAll(each -> each.group().substring(2).toLowerCase(Locale.ROOT));
    }
  }

  /** The step that brought an order to an end that nobody wished for. */
  private static Step ending(Order order, List<Step> steps) {
    return order.cancellation() == null && UNWISHED.contains(order.state())
        ? steps.stream().filter(step -> order.state().equals(step.state())).findFirst().orElse(null)
        : null;
  }

  /** A step and how long after the one before it; null for the first. */
  record Timed(Step step, Long afterMillis) {}

  void list(Exchange exchange) {
    String wanted = exchange.query("id").map(String::strip).orElse("");
    if (wanted.matches(ID)) {
      exchange.redirect("/admin/orders/" + wanted);
      return;
    }
    boolean admin = Allowed.admin(exchange);
    // Which orders need somebody is told to those who can do something about it.
    String attention =
        exchange.query("attention").filter(each -> admin && each.equals("true")).orElse("");
    String state = exchange.query("state").filter(STATES::contains).orElse("");
    String cursor = exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse("");
    ApiRequest request =
        ApiRequest.get("/api/orders")
            .with("limit", LIMIT)
            .with("state", state)
            .with("attention", attention)
            .with("cursor", cursor);
    Orders orders = exchange.api(request, Orders.class);
    Map<String, Object> model = new HashMap<>();
    model.put("orders", orders.items());
    model.put("nextCursor", orders.nextCursor());
    model.put("state", state);
    model.put("cursor", cursor);
    model.put("states", STATES);
    model.put("attention", attention);
    model.put("admin", admin);
    model.put("notAnId", !wanted.isEmpty());
    exchange.show(exchange.wantsFragment() ? LIST.part("orders") : LIST, model);
  }

  void show(Exchange exchange) {
    show(exchange, null);
  }

  void show(Exchange exchange, ApiProblem refused) {
    UUID id = exchange.pathId("orderId");
    Order order = exchange.api(ApiRequest.get("/api/orders/" + id), Order.class);
    Timeline timeline =
        exchange.api(ApiRequest.get("/api/orders/" + id + "/timeline"), Timeline.class);
    Map<String, Object> model = new HashMap<>();
    model.put("order", order);
    model.put("timeline", timeline);
    model.put("ending", ending(order, timeline.steps()));
    model.put("steps", timed(timeline.steps()));
    model.put("admin", Allowed.admin(exchange));
    model.put("possible", OrderActs.possible(order));
    model.put("refundable", OrderActs.refundable(order));
    model.put("liable", OrderActs.LIABLE);
    model.put("handoff", OrderActs.handoff(order));
    model.put("formKey", Asked.newKey());
    model.put("done", exchange.query("done").filter(OrderActs.DONE::contains).orElse(null));
    if (Allowed.admin(exchange)) {
      ask(exchange, "/api/wallet/orders/" + id, Transfers.class)
          .ifPresent(money -> model.put("transfers", money.transfers()));
      ask(exchange, "/api/orders/" + id + "/operator-actions", Acts.class)
          .ifPresent(acts -> model.put("acts", acts.items()));
    }
    Asked.again(model, exchange, refused);
    View view = exchange.wantsFragment() ? ORDER.part("order") : ORDER;
    exchange.show(Asked.status(refused), view, model);
  }

  /**
   * What a service answers; nothing when it does not, so that the rest can be seen all the same.
   */
  private static <T> Optional<T> ask(Exchange exchange, String path, Class<T> type) {
    try {
      return Optional.of(exchange.api(ApiRequest.get(path), type));
    } catch (ApiProblemException e) {
      LedgerPages.forThePage(e);
      return Optional.empty();
    }
  }

  private static List<Timed> timed(List<Step> steps) {
    List<Timed> timed = new ArrayList<>();
    Instant before = null;
    for (Step step : steps) {
      Long after = before == null ? null : Duration.between(before, step.at()).toMillis();
      timed.add(new Timed(step, after));
      before = step.at();
    }
    return timed;
  }
}

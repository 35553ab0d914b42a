package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.http.Problem.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calling an order off, and ordering the same again. */
final class OrderChanges {
  static final View REORDER = View.page("customer/templates/reorder");

  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final int MAX_REASON = 300;
  private static final Pattern LINE = Pattern.compile("(?:items|lines)\\[(\\d{1,3})].*");

  /** Something that is not to be had any more; the name is null when it is not about one item. */
  record Missing(String name, String why) {}

  /**
   * Calls an order off for at most the cost that the page named. When it has risen since, the order
   * is as it was, and the page shows the new cost.
   */
  void cancel(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    Map<String, Object> body = new HashMap<>();
    body.put("maxCostMinor", minor(exchange.form("maxCostMinor").orElse("")));
    exchange
        .form("reason")
        .map(reason -> reason.substring(0, Math.min(MAX_REASON, reason.length())))
        .ifPresent(reason -> body.put("reason", reason));
    try {
      exchange.api(ApiRequest.post("/api/orders/" + id + "/cancellation", body), Void.class);
    } catch (ApiProblemException e) {
      if (e.problem().status() != CONFLICT) {
        throw e;
      }
      OrderPages.show(exchange, CONFLICT, e.problem());
      return;
    }
    exchange.redirect("/orders/" + id);
  }

  /** Asks what the same would cost today, with or without what is not to be had any more. */
  void reorder(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    Order order = OrderPages.read(exchange, id);
    boolean leaveOut = exchange.form("leaveOut").isPresent();
    Map<String, Object> body = leaveOut ? Map.of("leaveOutUnavailable", true) : Map.of();
    try {
      Quote quote =
          exchange.api(ApiRequest.post("/api/orders/" + id + "/quote", body), Quote.class);
      String payment = order.payment() == null ? "WALLET" : order.payment();
      var wish = new Quote.Wish(order.dropoff(), null, null, payment);
      quote.show(exchange, wish, Quote.Again.ofOrder(id, exchange));
    } catch (ApiProblemException e) {
      if (e.problem().status() != UNPROCESSABLE) {
        throw e;
      }
      refused(exchange, order, e.problem(), leaveOut);
    }
  }

  private static void refused(Exchange exchange, Order order, ApiProblem problem, boolean leftOut) {
    List<Missing> missing =
        problem.errors().stream().map(each -> missing(each, order.lines())).toList();
    Map<String, Object> model = new HashMap<>();
    model.put("order", order);
    model.put("problem", problem);
    model.put("missing", missing);
    // Leaving out helps only when it is about items, and some are left.
    long items = missing.stream().map(Missing::name).filter(Objects::nonNull).distinct().count();
    model.put("canLeaveOut", !leftOut && items > 0 && items < order.lines().size());
    exchange.show(UNPROCESSABLE, REORDER, model);
  }

  private static Missing missing(FieldError error, List<OrderLine> lines) {
    Matcher line = LINE.matcher(error.field());
    if (line.matches()) {
      int index = Integer.parseInt(line.group(1));
      if (index < lines.size()) {
        return new Missing(lines.get(index).name(), error.detail());
      }
    }
    return new Missing(null, error.detail());
  }

  private static long minor(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}

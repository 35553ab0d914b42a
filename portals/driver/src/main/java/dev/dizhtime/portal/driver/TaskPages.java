package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.http.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A driver's shift and task. */
final class TaskPages {
  static final View PAGE = View.page("driver/templates/task");

  /** What can be done about a task; also the last part of the addresses. */
  static final List<String> STEPS = List.of("acceptance", "decline", "pickup", "dropoff");

  /** A task, as the platform answers it. */
  record Task(
      String taskId,
      String orderId,
      String state,
      String restaurantName,
      Place pickup,
      Place dropoff,
      Money fee,
      Money tip,
      boolean ready,
      Instant offerExpiresAt) {
    /** What the driver does next, or null while waiting. */
    public String next() {
      return switch (state) {
        case "OFFERED" -> "acceptance";
        case "ASSIGNED" -> ready ? "pickup" : null;
        case "PICKED_UP" -> "dropoff";
        default -> null;
      };
    }

    /** Whether it may still be declined. */
    public boolean offered() {
      return "OFFERED".equals(state);
    }
  }

  /** What the platform answers: a task, or none. */
  record Current(Task task) {}

  private record Shift(boolean online, GeoPoint location) {}

  void show(Exchange exchange) {
    Current current = exchange.api(ApiRequest.get("/api/deliveries/task"), Current.class);
    Map<String, Object> model = new HashMap<>();
    model.put("task", current.task());
    model.put("said", said(exchange));
    exchange.show(exchange.wantsFragment() ? PAGE.part("task") : PAGE, model);
  }

  void shift(Exchange exchange) {
    boolean online = exchange.form("online").filter("true"::equals).isPresent();
    Shift shift = new Shift(online, location(exchange));
    exchange.api(ApiRequest.put("/api/deliveries/shift", shift), Void.class);
    exchange.redirect(DriverVerticle.SITE.home() + (online ? "?shift=online" : "?shift=offline"));
  }

  void advance(Exchange exchange, String step) {
    String path = "/api/deliveries/tasks/" + exchange.pathId("taskId") + "/" + step;
    exchange.api(ApiRequest.post(path), Void.class);
    if (exchange.wantsFragment()) {
      show(exchange);
    } else {
      exchange.redirect(DriverVerticle.SITE.home());
    }
  }

  /**
   * What to say after the driver went online or offline, or null; never the address's own words.
   */
  private static String said(Exchange exchange) {
    return switch (exchange.query("shift").orElse("")) {
      case "online" -> "shift.now-online";
      case "offline" -> "shift.now-offline";
      default -> null;
    };
  }

  private static GeoPoint location(Exchange exchange) {
    try {
      return new GeoPoint(
          Double.parseDouble(exchange.form("lat").orElse("")),
          Double.parseDouble(exchange.form("lon").orElse("")));
    } catch (IllegalArgumentException e) {
      throw new ApiProblem(
              null, 422, null, null, List.of(new Problem.FieldError("location", e.getMessage())))
          .exception();
    }
  }
}

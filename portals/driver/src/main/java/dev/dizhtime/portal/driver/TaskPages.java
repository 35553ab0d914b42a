package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A driver's page with their task, shift and money. */
final class TaskPages {
  static final View PAGE = View.page("driver/templates/task");

  /** What can be done about a task with nothing more to say; also the last part of the address. */
  static final List<String> STEPS = List.of("acceptance", "decline", "arrival", "unreachable");

  /** What may need a code. */
  static final List<String> HANDOFFS = List.of("pickup", "dropoff");

  /** Why a driver can't go on, as the platform calls it. */
  static final List<String> REASONS = List.of("VEHICLE", "ACCIDENT", "ILLNESS", "OTHER");

  private static final int UNAUTHORIZED = 401;
  private static final Set<String> KNOWN_REASONS = Set.copyOf(REASONS);

  private final Clock clock;

  TaskPages(Clock clock) {
    this.clock = clock;
  }

  /** What the platform answers: a task, or none. */
  private record Current(Task task) {}

  /** What the customer of an order asks; null for nothing. */
  private record Noted(String note) {}

  private record Code(String code) {}

  private record Abandonment(String reason) {}

  void show(Exchange exchange) {
    show(exchange, 200, Map.of());
  }

  /** The page, or only the task, as it is now, with what is wrong in what was typed. */
  void show(Exchange exchange, int status, Map<String, Object> wrong) {
    Map<String, Object> model = taskModel(exchange);
    model.put("note", note(exchange, (Task) model.get("task")));
    if (exchange.wantsFragment()) {
      model.putAll(wrong);
      exchange.show(status, PAGE.part("task"), model);
      return;
    }
    ShiftPages.Shift shift = ShiftPages.shiftOf(exchange);
    GeoPoint last = shift.location();
    model.put("said", said(exchange));
    model.put("shift", shift);
    model.put("lat", last == null ? "" : Double.toString(last.lat()));
    model.put("lon", last == null ? "" : Double.toString(last.lon()));
    model.put("positionWrong", false);
    model.put("purse", Purse.of(exchange).orElse(null));
    model.putAll(wrong);
    exchange.show(status, PAGE, model);
  }

  /**
   * Only how long to wait at the door; asked for again and again while there is something to wait.
   */
  void door(Exchange exchange) {
    exchange.show(PAGE.part("door"), taskModel(exchange));
  }

  void advance(Exchange exchange, String step) {
    exchange.api(ApiRequest.post(path(exchange, step)), Void.class);
    shown(exchange);
  }

  /** A hand-off; a code that is not the right one is said beside its field. */
  void handOver(Exchange exchange, String step) {
    Code code = exchange.form("code").map(Code::new).orElse(null);
    try {
      exchange.api(ApiRequest.post(path(exchange, step), code), Void.class);
    } catch (ApiProblemException e) {
      if (code == null || !aboutTheCode(e.problem())) {
        throw e;
      }
      show(exchange, e.problem().status(), Map.of("codeWrong", true));
      return;
    }
    shown(exchange);
  }

  void abandon(Exchange exchange) {
    String reason = exchange.form("reason").filter(KNOWN_REASONS::contains).orElse("OTHER");
    exchange.api(
        ApiRequest.post(path(exchange, "abandonment"), new Abandonment(reason)), Void.class);
    // The shift may have ended with the task, so the whole page is new.
    exchange.redirect(DriverVerticle.SITE.home() + "?shift=left");
  }

  /** 422 is the wrong code or one of another shape, 409 may be the lock; the task says which. */
  private static boolean aboutTheCode(ApiProblem problem) {
    return problem.errorOf("code").isPresent() || problem.status() == 409;
  }

  private void shown(Exchange exchange) {
    if (exchange.wantsFragment()) {
      show(exchange);
    } else {
      exchange.redirect(DriverVerticle.SITE.home());
    }
  }

  private Map<String, Object> taskModel(Exchange exchange) {
    Task task = exchange.api(ApiRequest.get("/api/deliveries/task"), Current.class).task();
    Map<String, Object> model = new HashMap<>();
    model.put("task", task);
    model.put("codeWrong", false);
    model.put("reasons", REASONS);
    model.put("waiting", waiting(task));
    return model;
  }

  /** Nothing when it can't be read: the order can be brought without it. */
  private static String note(Exchange exchange, Task task) {
    if (task == null || !task.inHand()) {
      return null;
    }
    try {
      return exchange.api(ApiRequest.get("/api/orders/" + task.orderId()), Noted.class).note();
    } catch (ApiProblemException e) {
      if (e.problem().status() == UNAUTHORIZED) {
        throw e;
      }
      return null;
    }
  }

  /** How long the driver still has to wait at the door, e.g. "4:05"; null when not at all. */
  private String waiting(Task task) {
    if (task == null || task.unreachableFrom() == null) {
      return null;
    }
    long seconds =
        (Duration.between(clock.instant(), task.unreachableFrom()).toMillis() + 999) / 1000;
    return seconds <= 0 ? null : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private static String path(Exchange exchange, String step) {
    return "/api/deliveries/tasks/" + exchange.pathId("taskId") + "/" + step;
  }

  /** What to say after the driver did something, or null; never the address's own words. */
  private static String said(Exchange exchange) {
    return switch (exchange.query("shift").orElse("")) {
      case "online" -> "shift.now-online";
      case "offline" -> "shift.now-offline";
      case "left" -> "task.left";
      default -> null;
    };
  }
}

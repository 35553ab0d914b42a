package dev.dizhtime.portal.driver;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.runtime.http.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the platform answers a driver's portal, as a test wants it. */
final class Platform {
  static final String TASK = "00000000-0000-7000-8000-0000000000b1";

  final CannedApi api = new CannedApi("driver");
  private final Map<String, Object> task = new HashMap<>();

  Platform() {
    shift(false);
    none();
    api.answer(
        "GET /api/wallet",
        Map.of(
            "accounts",
            List.of(
                account("DRIVER", 4_250),
                account("TIP", 600),
                account("CASH_FLOAT", -3_175),
                account("CUSTOMER", 99_999))));
  }

  Platform shift(boolean online) {
    var here = Map.of("lat", 40.75, "lon", -73.99);
    api.answer("GET /api/deliveries/shift", Map.of("online", online, "location", here));
    return this;
  }

  Platform none() {
    Map<String, Object> none = new HashMap<>();
    none.put("task", null);
    api.answer("GET /api/deliveries/task", none);
    return this;
  }

  Platform task(String state, boolean ready) {
    Map<String, Object> place =
        Map.of("address", "1 Main St", "location", Map.of("lat", 40.7, "lon", -73.9));
    task.clear();
    task.putAll(
        Map.of(
            "taskId", TASK,
            "orderId", TASK,
            "state", state,
            "restaurantName", "Mario's",
            "pickup", place,
            "dropoff", place,
            "fee", Map.of("amountMinor", 450, "currency", "USD"),
            "tip", Map.of("amountMinor", 100, "currency", "USD"),
            "ready", ready,
            "offerExpiresAt", "2026-01-01T12:00:00Z"));
    return told();
  }

  Platform collect(long amountMinor) {
    task.put("collect", Map.of("amountMinor", amountMinor, "currency", "USD"));
    return told();
  }

  Platform code(String kind, int triesLeft) {
    task.put(
        "handoff",
        Map.of("kind", kind, "codeNeeded", true, "triesLeft", triesLeft, "locked", triesLeft == 0));
    return told();
  }

  Platform atTheDoor(Instant unreachableFrom) {
    task.put("arrivedAt", "2026-01-01T12:00:00Z");
    task.put("unreachableFrom", unreachableFrom.toString());
    return told();
  }

  /** The next tries of a step are refused so. */
  Platform refuses(String step, int status, String field) {
    api.answer(
        "POST " + path(step),
        new ApiProblem(
            "The code is not right",
            status,
            "in words",
            null,
            field == null ? List.of() : List.of(new Problem.FieldError(field, "wrong"))));
    return this;
  }

  static String path(String step) {
    return "/api/deliveries/tasks/" + TASK + "/" + step;
  }

  private Platform told() {
    api.answer("GET /api/deliveries/task", Map.of("task", Map.copyOf(task)));
    return this;
  }

  private static Map<String, Object> account(String kind, long postedMinor) {
    return Map.of(
        "accountId", TASK,
        "kind", kind,
        "currency", "USD",
        "postedMinor", postedMinor,
        "pendingMinor", 0,
        "availableMinor", postedMinor);
  }
}

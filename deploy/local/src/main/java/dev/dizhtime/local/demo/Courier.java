package dev.dizhtime.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a driver does: wait beside the restaurant, take the task, carry it. */
record Courier(User driver) {
  private static final Duration BOUND = Duration.ofSeconds(45);

  /** The first driver who is free, ready at {@code where}. */
  static Courier near(GatewayClient gateway, List<Account> drivers, Point where) {
    for (Account account : drivers) {
      var courier = new Courier(User.registered(gateway, account));
      if (courier.task().isEmpty()) {
        courier
            .driver
            .put("/api/deliveries/shift", Map.of("online", true, "location", where))
            .orThrow("Going online as " + account.email());
        return courier;
      }
    }
    throw new ApiException("Every driver of the demo has a task in hand.");
  }

  private Optional<JsonNode> task() {
    var task = driver.read("/api/deliveries/task").path("task");
    return task.isObject() ? Optional.of(task) : Optional.empty();
  }

  /** The task of that order, when it is offered. */
  JsonNode awaitOffer(String orderId) {
    return Poll.until(
        "The offer to the driver",
        BOUND,
        () -> task().filter(task -> orderId.equals(task.path("orderId").asText())));
  }

  /** Waits until the kitchen's message has come to delivery. */
  void awaitReady() {
    Poll.until("The kitchen's call", BOUND, () -> task().filter(t -> t.path("ready").asBoolean()));
  }

  JsonNode act(JsonNode task, String action) {
    return act(task, action, null);
  }

  /** A hand-over, with the code that the other side has told; an empty one is none. */
  JsonNode handOver(JsonNode task, String action, String code) {
    return act(task, action, code.isEmpty() ? null : Map.of("code", code));
  }

  private JsonNode act(JsonNode task, String action, Object body) {
    var path = "/api/deliveries/tasks/" + task.path("taskId").asText() + "/" + action;
    return driver.post(path, body).orThrow("The driver's " + action);
  }
}

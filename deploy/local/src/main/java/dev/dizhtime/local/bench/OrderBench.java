package dev.dizhtime.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.demo.Shopping;
import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Places orders one after the other and measures how long each waits for its money to be reserved.
 * Afterwards the restaurant rejects it, so that the money goes back.
 */
public final class OrderBench {
  private static final int WARM_UP_ORDERS = 20;
  private static final String RESERVED = "FUNDS_RESERVED";

  private final GatewayClient gateway;
  private final Secrets secrets;
  private final Progress progress;

  public OrderBench(GatewayClient gateway, Secrets secrets, Progress progress) {
    this.gateway = gateway;
    this.secrets = secrets;
    this.progress = progress;
  }

  /**
   * Measures {@code orders} orders, after some that only warm up, and keeps the result in a file.
   */
  public BenchResult run(int orders, Path resultFile) {
    var restaurant = new OwnedRestaurant(gateway, secrets).open();
    var customer = User.registered(gateway, secrets.of("customer").getFirst());
    var shopping = new Shopping(customer, restaurant);
    shopping.topUpWhenPoor();
    List<Long> millis = new ArrayList<>();
    int all = WARM_UP_ORDERS + orders;
    progress.waitingFor(() -> "%d of %d orders".formatted(millis.size(), all));
    for (int i = 0; i < all; i++) {
      millis.add(one(shopping));
    }
    progress.waitingForNothing();
    var measured = millis.subList(WARM_UP_ORDERS, all).stream().sorted().toList();
    var result =
        new BenchResult(
            Instant.now(),
            orders,
            percentile(measured, 50),
            percentile(measured, 95),
            measured.getLast());
    DataDirectory.replace(resultFile, Json.write(result));
    return result;
  }

  /** The result of the last run, or null. */
  public static BenchResult lastResult(Path file) {
    try {
      return Files.exists(file) ? Json.read(Files.readString(file), BenchResult.class) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long percentile(List<Long> sorted, int percent) {
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }

  private static long one(Shopping shopping) {
    var orderId = shopping.place(shopping.quote()).path("orderId").asText();
    shopping.await(orderId, RESERVED);
    var path = "/api/orders/" + orderId;
    var owner = shopping.restaurant().owner();
    var steps = owner.read(path + "/timeline").path("steps");
    owner.post(path + "/rejection", Map.of("reason", "a measurement")).orThrow("The rejection");
    return Duration.between(first(steps, "PLACED"), first(steps, RESERVED)).toMillis();
  }

  /** When the order was first seen in that state. */
  private static Instant first(JsonNode steps, String state) {
    return StreamSupport.stream(steps.spliterator(), false)
        .filter(step -> state.equals(step.path("state").asText()))
        .map(step -> Instant.parse(step.path("at").asText()))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}

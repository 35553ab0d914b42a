package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.chaos.Crowd.Street;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.User;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Takes tasks, leaves some, types codes wrongly, has accidents, and mostly delivers. */
final class Driver {
  private static final long LOOK_MILLIS = 500;
  private static final double DECLINES = 0.08;
  private static final double LOOKS_AWAY = 0.1;
  private static final double DROPS_OUT = 0.02;
  private static final double ERRS = 0.08;
  private static final double MOVES = 0.05;
  private static final double BRINGS_IN_CASH = 0.3;
  private static final double BRINGS_IN_ALL = 0.5;
  private static final double ASKS_TWICE = 0.3;
  private static final double STEP_DEGREES = 0.0004;

  private final Street street;
  private final User user;
  private final Random random;
  private Point where;
  private boolean offTheRoad;
  private boolean hasCash;

  Driver(Street street, User user, Random random, Point where) {
    this.street = street;
    this.user = user;
    this.random = random;
    this.where = where;
  }

  void goOnline() {
    var shift = Map.of("online", true, "location", where);
    street.patience().until(() -> user.put("/api/deliveries/shift", shift));
  }

  /** Works until the run is over. */
  void live() {
    while (street.mood().pause(random.nextLong(LOOK_MILLIS / 2, LOOK_MILLIS))) {
      street
          .patience()
          .once(() -> user.get("/api/deliveries/task"))
          .filter(Answer::done)
          .map(answer -> answer.body().path("task"))
          .filter(JsonNode::isObject)
          .ifPresentOrElse(this::workOn, this::wander);
    }
  }

  private void wander() {
    if (offTheRoad) {
      var shift = Map.of("online", true, "location", where);
      var back = street.patience().once(() -> user.put("/api/deliveries/shift", shift));
      offTheRoad = back.filter(Answer::done).isEmpty();
    } else if (hasCash && happens(BRINGS_IN_CASH)) {
      bringInCash();
    } else if (random.nextDouble() < MOVES && !street.mood().isCalm()) {
      where =
          new Point(
              where.lat() + STEP_DEGREES * (random.nextDouble() - 0.5),
              where.lon() + STEP_DEGREES * (random.nextDouble() - 0.5));
      street.patience().once(() -> user.put("/api/deliveries/position", Map.of("location", where)));
    }
  }

  /** Some or all of what the driver owes, taken by the platform under one key until it says so. */
  private void bringInCash() {
    long owed =
        street
            .patience()
            .once(() -> user.get("/api/wallet"))
            .filter(Answer::done)
            .map(Driver::owedMinor)
            .orElse(0L);
    if (owed > 0 && !street.mood().isCalm()) {
      hasCash = random.nextDouble() >= BRINGS_IN_ALL;
      deposit(hasCash ? 1 + random.nextLong(owed) : owed);
    }
  }

  private static long owedMinor(Answer wallet) {
    return StreamSupport.stream(wallet.body().path("accounts").spliterator(), false)
        .filter(account -> account.path("kind").asText().equals("CASH_FLOAT"))
        .mapToLong(account -> -account.path("postedMinor").asLong())
        .sum();
  }

  private void deposit(long amountMinor) {
    var key = UUID.randomUUID().toString();
    int times = random.nextDouble() < ASKS_TWICE ? 2 : 1;
    for (int i = 0; i < times; i++) {
      street.insist(
          () -> sayDeposit(amountMinor, key),
          _ ->
              street
                  .acknowledged()
                  .deposited(key, new Acknowledged.Deposit(user.userId(), amountMinor)));
    }
  }

  private Answer sayDeposit(long amountMinor, String key) {
    var body = Map.of("driverId", user.userId(), "amount", Blueprint.money(amountMinor));
    return street.admin().post("/api/wallet/cash-deposits", body, key);
  }

  private void workOn(JsonNode task) {
    switch (task.path("state").asText()) {
      case "OFFERED" -> answer(task);
      case "ASSIGNED" -> {
        if (happens(DROPS_OUT)) {
          dropOut(task, "VEHICLE");
        } else if (task.path("ready").asBoolean()) {
          handOver(task, "pickup", "pickupCode");
        }
      }
      case "PICKED_UP" -> {
        if (happens(DROPS_OUT)) {
          dropOut(task, "ACCIDENT");
        } else if (task.has("arrivedAt")) {
          act(task, "unreachable", null);
        } else if (happens(DROPS_OUT)) {
          act(task, "arrival", null);
        } else {
          hasCash |= task.has("collect");
          handOver(task, "dropoff", "deliveryCode");
        }
      }
      default -> {
        // Over, or not ours any more; the next look says.
      }
    }
  }

  /** Ends the shift as well, so the driver has to begin another. */
  private void dropOut(JsonNode task, String reason) {
    offTheRoad = true;
    act(task, "abandonment", Map.of("reason", reason));
  }

  private void answer(JsonNode task) {
    if (happens(DECLINES)) {
      act(task, "decline", null);
    } else if (!happens(LOOKS_AWAY)) {
      act(task, "acceptance", null);
    }
  }

  private boolean happens(double probability) {
    return !street.mood().isCalm() && random.nextDouble() < probability;
  }

  /** Asks for the code at the counter or at the door, and may hear it wrongly. */
  private void handOver(JsonNode task, String action, String codeField) {
    var order =
        street
            .patience()
            .once(() -> street.admin().get("/api/orders/" + task.path("orderId").asText()))
            .filter(Answer::done);
    if (order.isEmpty()) {
      return;
    }
    var code = Optional.of(order.get().text(codeField)).filter(text -> !text.isEmpty());
    if (code.isPresent() && happens(ERRS)) {
      code = code.map(right -> right.equals("0000") ? "0001" : "0000");
    }
    act(task, action, code.map(text -> Map.of("code", text)).orElse(null));
  }

  private void act(JsonNode task, String action, Object body) {
    var path = "/api/deliveries/tasks/" + task.path("taskId").asText() + "/" + action;
    street.patience().once(() -> user.post(path, body));
  }
}

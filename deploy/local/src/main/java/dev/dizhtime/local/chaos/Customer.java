package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.chaos.Crowd.Street;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Orders, pays, tips, changes their mind, and now and then has too little money. Keeps the key of
 * each request and repeats it until there is an answer.
 */
final class Customer {
  private static final long FIRST_MONEY_MINOR = 9_000;
  private static final long MORE_MONEY_MINOR = 12_000;

  /** The last digits of an amount tell the payment sandbox how to behave: 0 well, 7 silently. */
  private static final int BEHAVIOURS = 8;

  private static final long FUNDED_BOUND_MILLIS = 15_000;
  private static final long LOOK_MILLIS = 200;
  private static final long LONGEST_DOUBT_MILLIS = 4_000;
  private static final double ASKS_TWICE = 0.1;
  private static final double CANCELS = 0.12;
  private static final double PAYS_CASH = 0.2;
  private static final double USES_PROMOTION = 0.3;
  private static final double ORDERS_FOR_LATER = 0.15;
  private static final long SOONEST_MILLIS = 2_500;
  private static final long LATEST_MILLIS = 8_000;
  private static final double CANCELS_IN_A_RUSH = 0.3;
  private static final double HOME_DEGREES = 0.006;

  private final Street street;
  private final User user;
  private final Random random;
  private final List<Kitchen> kitchens;

  Customer(Street street, User user, Random random, List<Kitchen> kitchens) {
    this.street = street;
    this.user = user;
    this.random = random;
    this.kitchens = kitchens;
  }

  /** Has some money to begin with. */
  void prepare() {
    topUp(FIRST_MONEY_MINOR);
  }

  /** Orders whenever it is their turn, until the run is over. */
  void live(Semaphore due) {
    while (!street.mood().isOver()) {
      try {
        if (due.tryAcquire(1, TimeUnit.SECONDS) && !street.mood().isCalm()) {
          order();
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void order() {
    var kitchen = kitchens.get(random.nextInt(kitchens.size()));
    var items = kitchen.menu();
    var wanted = wanted(kitchen, items.get(random.nextInt(items.size())));
    boolean later = random.nextDouble() < ORDERS_FOR_LATER;
    var wait = Duration.ofMillis(random.nextLong(SOONEST_MILLIS, LATEST_MILLIS));
    var quote =
        street
            .patience()
            .until(() -> user.post("/api/quotes", later ? forLater(wanted, wait) : wanted))
            .filter(Answer::done);
    quote.flatMap(answer -> place(answer.body())).ifPresent(id -> after(id, CANCELS));
  }

  /**
   * Wants what others want too, and places the order when all have come.
   *
   * @param together waits for the others
   * @return whether there is an order
   */
  boolean rush(Kitchen kitchen, Runnable together) {
    var wanted = wanted(kitchen, kitchen.special());
    var quote = street.patience().once(() -> user.post("/api/quotes", wanted)).filter(Answer::done);
    if (quote.isEmpty()) {
      return false;
    }
    together.run();
    if (street.mood().isCalm()) {
      return false;
    }
    var orderId = place(quote.get().body());
    orderId.ifPresent(id -> after(id, CANCELS_IN_A_RUSH));
    return orderId.isPresent();
  }

  /** Pays in when there was no money, and may have second thoughts otherwise. */
  private void after(String orderId, double cancels) {
    var state = awaitFunds(orderId);
    if ("FAILED".equals(state)) {
      topUp(MORE_MONEY_MINOR + random.nextInt(BEHAVIOURS));
    } else if (random.nextDouble() < cancels) {
      cancel(orderId);
    }
  }

  /** As soon as it may be, from now on: the shortest time ahead is also the restaurant's lead. */
  private Map<String, Object> forLater(Map<String, Object> wanted, Duration wait) {
    Map<String, Object> body = new HashMap<>(wanted);
    body.put("scheduledFor", Instant.now().plus(Waits.AHEAD).plus(wait).toString());
    return body;
  }

  private Map<String, Object> wanted(Kitchen kitchen, String itemId) {
    var home =
        new Blueprint.Point(
            kitchen.point().lat() + HOME_DEGREES * random.nextDouble(),
            kitchen.point().lon() + HOME_DEGREES * random.nextDouble());
    Map<String, Object> body = new HashMap<>();
    body.put("restaurantId", kitchen.restaurantId());
    body.put("items", List.of(Map.of("itemId", itemId, "quantity", random.nextInt(1, 3))));
    body.put("dropoff", Blueprint.place("350 5th Ave, New York, NY", home));
    body.put("tip", Blueprint.money(random.nextInt(4) * 100L));
    if (random.nextDouble() < PAYS_CASH) {
      body.put("payment", "CASH");
    }
    if (random.nextDouble() < USES_PROMOTION) {
      body.put("promotionCode", Promotion.CODE);
    }
    return body;
  }

  private Optional<String> place(JsonNode quote) {
    var key = UUID.randomUUID().toString();
    var orderId = place(key, quote);
    if (orderId.isPresent() && random.nextDouble() < ASKS_TWICE) {
      place(key, quote);
    }
    return orderId;
  }

  private Optional<String> place(String key, JsonNode quote) {
    var body = Map.of("quote", quote.path("quote").asText());
    long[] sent = new long[1];
    return street
        .insist(
            () -> {
              sent[0] = System.nanoTime();
              return user.post("/api/orders", body, key);
            },
            answer ->
                street
                    .acknowledged()
                    .placed(
                        key,
                        new Acknowledged.Order(
                            answer.text("orderId"), user.userId(), sent[0], wantedAt(quote))))
        .map(answer -> answer.text("orderId"));
  }

  private static Instant wantedAt(JsonNode quote) {
    var text = quote.path("scheduledFor").asText("");
    return text.isEmpty() ? null : Instant.parse(text);
  }

  /** The first state after PLACED, or PLACED when there is none within the bound. */
  private String awaitFunds(String orderId) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FUNDED_BOUND_MILLIS);
    var state = "PLACED";
    while (state.equals("PLACED")
        && System.nanoTime() < deadline
        && street.mood().pause(LOOK_MILLIS)) {
      state =
          street
              .patience()
              .once(() -> user.get("/api/orders/" + orderId))
              .map(answer -> answer.text("state"))
              .filter(text -> !text.isEmpty())
              .orElse(state);
    }
    if (!state.equals("PLACED")) {
      street.acknowledged().order(orderId).ifPresent(street.recovery()::progressed);
    }
    return state;
  }

  private void cancel(String orderId) {
    street.mood().pause(random.nextLong(LONGEST_DOUBT_MILLIS));
    var body = Map.of("reason", "changed my mind", "maxCostMinor", 1_000_000);
    street.patience().until(() -> user.post("/api/orders/" + orderId + "/cancellation", body));
  }

  private void topUp(long amountMinor) {
    var key = UUID.randomUUID().toString();
    var body = Map.of("amount", Blueprint.money(amountMinor));
    street.insist(
        () -> user.post("/api/wallet/top-ups", body, key),
        _ ->
            street
                .acknowledged()
                .toppedUp(key, new Acknowledged.TopUp(user.userId(), amountMinor)));
  }

  /** The ids of all orders that the platform shows to this customer. */
  Set<String> orders() {
    var ids = new HashSet<String>();
    var cursor = Optional.<String>empty();
    do {
      var path = "/api/orders?limit=100" + cursor.map(c -> "&cursor=" + c).orElse("");
      var page = street.patience().until(() -> user.get(path)).map(Answer::body);
      page.ifPresent(
          p -> p.path("items").forEach(order -> ids.add(order.path("orderId").asText())));
      cursor = page.map(p -> p.path("nextCursor").asText("")).filter(c -> !c.isEmpty());
    } while (cursor.isPresent());
    return ids;
  }

  String userId() {
    return user.userId();
  }
}

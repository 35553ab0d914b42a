package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The objects that the matrix names, each with what its operations' paths and bodies take of it.
 * All refusals are about the same ones; who uses one up is given another.
 */
final class Things {
  private final Belongings belongings;
  private final Trade tradeOfB;
  private final ExecutorService threads;
  private final Map<String, Supplier<Map<String, String>>> makers = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Map<String, String>>> makersForB = new HashMap<>();
  private final Map<String, Map<String, String>> shared = new ConcurrentHashMap<>();
  private final Map<String, Queue<CompletableFuture<Map<String, String>>>> begun = new HashMap<>();

  Things(Belongings belongings, Trade tradeOfB, ExecutorService threads) {
    this.belongings = belongings;
    this.tradeOfB = tradeOfB;
    this.threads = threads;
    atOnce(Stream.of(this::places, this::orders, this::money, this::accounts, this::operators));
    atOnce(
        makers.entrySet().stream()
            .map(each -> () -> shared.put(each.getKey(), each.getValue().get())));
    // The last that they were told, so that it is on the first page of whoever may not read it.
    notification("notification", Member.CUSTOMER_A);
    notification("notice to the restaurant", Member.KITCHEN);
    thingsOfB();
  }

  private void atOnce(Stream<Runnable> work) {
    work.map(each -> CompletableFuture.runAsync(each, threads))
        .toList()
        .forEach(CompletableFuture::join);
  }

  /** The one that everybody is refused. */
  Map<String, String> shared(String name) {
    return name == null ? Map.of() : known(shared, name);
  }

  /** One to use up, if things of that kind are used up. */
  Map<String, String> own(String name) {
    if (name == null) {
      return Map.of();
    }
    var early = begun.getOrDefault(name, new ArrayDeque<>()).poll();
    return early == null ? known(makers, name).get() : early.join();
  }

  /** Begins to make one to use up later. */
  void begin(String name) {
    begun
        .computeIfAbsent(name, _ -> new ArrayDeque<>())
        .add(CompletableFuture.supplyAsync(known(makers, name), threads));
  }

  /** One of side B's own. */
  Map<String, String> ofB(String name) {
    return name == null ? Map.of() : known(makersForB, name).get();
  }

  private static <T> T known(Map<String, T> things, String name) {
    if (!things.containsKey(name)) {
      throw new IllegalArgumentException(
          "matrix.yaml speaks of \"%s\", which Things does not make; it makes %s"
              .formatted(name, things.keySet()));
    }
    return things.get(name);
  }

  private void once(String name, Map<String, String> values) {
    makers.put(name, () -> values);
  }

  private void places() {
    var restaurant = Map.of("restaurantId", belongings.restaurantId());
    once("restaurant", restaurant);
    once("draft", Map.of("restaurantId", belongings.draftId));
    once("menu item", with(restaurant, "itemId", belongings.trade.itemId()));
    makers.put(
        "invitation",
        () -> with(restaurant, "invitationId", belongings.invite(fresh(), "kitchen")));
    makers.put(
        "invitation of the manager",
        () -> Map.of("invitationToken", belongings.invite(Member.MANAGER, "manager")));
    makers.put("member of the staff", () -> with(restaurant, "userId", another()));
  }

  /** Somebody who is on the staff and plays no other part. */
  private String another() {
    var user = belongings.platform.newcomer(belongings.gateway(), "restaurant").userId();
    belongings.addToStaff(belongings.restaurantId(), user);
    return user;
  }

  static String fresh() {
    return UUID.randomUUID() + "@test.dizhtime.local";
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    var all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private void orders() {
    var trade = belongings.trade;
    var start = Instant.now();
    var paid = trade.paidOrder();
    once("paid order", Map.of("orderId", paid));
    payouts(start);
    once("carried order", Map.of("orderId", task("task", trade.carriedOrder())));
    makers.put("open order", () -> Map.of("orderId", trade.openOrder()));
    makers.put("accepted order", () -> Map.of("orderId", trade.acceptedOrder()));
    makers.put("quote", () -> Map.of("quote", trade.quote()));
  }

  /** Names a task of A's; gives its order. */
  private String task(String name, JsonNode task) {
    var order = task.path("orderId").asText();
    once(
        name,
        Map.of(
            "taskId", task.path("taskId").asText(),
            "pickupCode", belongings.trade.pickupCode(order),
            "deliveryCode", belongings.trade.deliveryCode(order)));
    return order;
  }

  private void payouts(Instant start) {
    once("payout run", Map.of("payoutRunId", belongings.payoutRun(start)));
    var payout = belongings.firstOf(Member.OWNER_A, "/api/wallet/payouts");
    once("payout", Map.of("payoutId", payout.path("payoutId").asText()));
  }

  private void money() {
    var topUp =
        belongings.made(
            Member.CUSTOMER_A, "/api/wallet/top-ups", Map.of("amount", amount()), "topUpId");
    once("top-up", with(topUp, "transferId", topUp.get("topUpId")));
    once("wallet account", account(AccountKind.CUSTOMER, user(Member.CUSTOMER_A).userId()));
    once("restaurant account", account(AccountKind.RESTAURANT, belongings.restaurantId()));
    once("driver account", account(AccountKind.DRIVER, user(Member.DRIVER_A).userId()));
    once("driver", Map.of("driverId", user(Member.DRIVER_A).userId()));
    once("payment", belongings.payment());
  }

  private void notification(String name, Member member) {
    var told = belongings.firstOf(member, "/api/notifications").path("notificationId").asText();
    once(name, Map.of("notificationId", told));
    shared.put(name, makers.get(name).get());
  }

  private static Map<String, Object> amount() {
    return Blueprint.money(100);
  }

  private static Map<String, String> account(AccountKind kind, String owner) {
    var key = new AccountKey(kind, UUID.fromString(owner), "USD");
    return Map.of("accountId", key.id().value().toString());
  }

  private User user(Member member) {
    return belongings.user(member);
  }

  private void accounts() {
    once("account", Map.of("userId", user(Member.CUSTOMER_A).userId()));
    makers.put(
        "session",
        () -> {
          User.loggedIn(belongings.gateway(), user(Member.CUSTOMER_A).account());
          return Map.of("sessionId", olderSession(user(Member.CUSTOMER_A)));
        });
    makers.put("client", () -> Map.of("clientId", client()));
    makers.put("consent", () -> consent(Member.CUSTOMER_A, client()));
  }

  /** A client that somebody has let in, and that is logged in for them. */
  private Map<String, String> consent(Member member, String clientId) {
    var userId = UUID.fromString(user(member).userId());
    var client = UUID.fromString(clientId);
    belongings.sql(
        "INSERT INTO consent (user_id, client_id, scopes, given_at)"
            + " VALUES (?, ?, '{orders:read}', clock_timestamp()) ON CONFLICT DO NOTHING",
        userId,
        client);
    belongings.sql(
        "INSERT INTO session (session_id, user_id, client_id, scopes, started_at, last_used_at,"
            + " authenticated_at, expires_at) SELECT gen_random_uuid(), ?, ?, '{orders:read}',"
            + " now, now, now, now + interval '1 day' FROM clock_timestamp() AS now",
        userId,
        client);
    return Map.of("clientId", clientId);
  }

  /** Neither the one that the cast's token is of, nor a client's. */
  private static String olderSession(User customer) {
    for (JsonNode session : customer.read("/api/auth/sessions").path("items")) {
      if (!session.path("current").asBoolean() && !session.has("client")) {
        return session.path("sessionId").asText();
      }
    }
    throw new IllegalStateException("there is one session only");
  }

  /** What B has that is like A's, and of which the wrong one must not be taken. */
  private void thingsOfB() {
    makersForB.put(
        "consent of B", () -> consent(Member.CUSTOMER_B, shared("consent").get("clientId")));
    makersForB.put(
        "task of B", () -> Map.of("taskId", tradeOfB.carriedOrder().path("taskId").asText()));
  }

  private String client() {
    var body =
        Map.of(
            "name",
            "Access test",
            "authentication",
            "none",
            "firstParty",
            false,
            "redirectUris",
            List.of("https://client.example/back"),
            "grants",
            List.of("authorization_code"),
            "scopes",
            List.of("orders:read"));
    return belongings.made(Member.ADMIN, "/api/auth/clients", body, "clientId").get("clientId");
  }

  private void operators() {
    var promotion =
        Map.of(
            "code",
            code(),
            "basisPoints",
            100,
            "currency",
            "USD",
            "validFrom",
            "2026-01-01T00:00:00Z",
            "validTo",
            "2026-01-02T00:00:00Z",
            "maxUses",
            1,
            "maxUsesPerCustomer",
            1);
    once("promotion", belongings.made(Member.ADMIN, "/api/promotions", promotion, "code"));
    once("dead letter", deadLetter());
    once("trace", Map.of("traceOrRequest", "0".repeat(32)));
  }

  static String code() {
    return "T-" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);
  }

  /** A letter of a group that gives up on nothing by itself here. */
  private Map<String, String> deadLetter() {
    var settings =
        Map.<String, Object>of("bootstrap.servers", belongings.platform.address(Server.KAFKA));
    var topic = ConsumerGroup.SEARCH.deadLetterTopic(Topic.DEFAULT_PREFIX);
    try (var kafka =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      long offset =
          kafka.send(new ProducerRecord<>(topic, 0, "key", "{\"a\":\"test\"}")).get().offset();
      return Map.of("group", ConsumerGroup.SEARCH.groupName(), "offset", Long.toString(offset));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

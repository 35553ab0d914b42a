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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The objects that the matrix names, each with what its operations' paths and bodies take of it.
 * All refusals are about the same ones; who uses one up is given another.
 */
final class Things {
  private final Belongings belongings;
  private final Map<String, Supplier<Map<String, String>>> makers = new HashMap<>();
  private final Map<String, Map<String, String>> shared = new HashMap<>();

  Things(Belongings belongings) {
    this.belongings = belongings;
    places();
    orders();
    money();
    accounts();
    operators();
    makers.forEach((name, maker) -> shared.put(name, maker.get()));
  }

  /** The one that everybody is refused. */
  Map<String, String> shared(String name) {
    return name == null ? Map.of() : known(shared, name);
  }

  /** One to use up, if things of that kind are used up. */
  Map<String, String> own(String name) {
    return name == null ? Map.of() : known(makers, name).get();
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
    var restaurant = Map.of("restaurantId", belongings.restaurant.id());
    once("restaurant", restaurant);
    once("draft", Map.of("restaurantId", belongings.draftId));
    once("menu item", with(restaurant, "itemId", belongings.itemId()));
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
    belongings.sql(
        "INSERT INTO staff (restaurant_id, user_id, role) VALUES (?, ?, 'KITCHEN')",
        UUID.fromString(belongings.restaurant.id()),
        UUID.fromString(user));
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
    var start = Instant.now();
    var paid = belongings.paidOrder();
    once("paid order", Map.of("orderId", paid));
    payouts(start);
    var task = belongings.carriedOrder();
    var carried = task.path("orderId").asText();
    once("carried order", Map.of("orderId", carried));
    once(
        "task",
        Map.of(
            "taskId", task.path("taskId").asText(),
            "pickupCode", belongings.code(Member.OWNER_A, carried, "pickupCode"),
            "deliveryCode", belongings.code(Member.CUSTOMER_A, carried, "deliveryCode")));
    makers.put("open order", () -> Map.of("orderId", belongings.openOrder()));
    makers.put("accepted order", () -> Map.of("orderId", belongings.acceptedOrder()));
    makers.put("quote", () -> Map.of("quote", belongings.quote()));
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
    once("restaurant account", account(AccountKind.RESTAURANT, belongings.restaurant.id()));
    once("driver account", account(AccountKind.DRIVER, user(Member.DRIVER_A).userId()));
    once("driver", Map.of("driverId", user(Member.DRIVER_A).userId()));
    once("payment", belongings.payment());
    notification("notification", Member.CUSTOMER_A);
    notification("notice to the restaurant", Member.KITCHEN);
  }

  /** The last that they were told. */
  private void notification(String name, Member member) {
    var told = belongings.firstOf(member, "/api/notifications").path("notificationId").asText();
    once(name, Map.of("notificationId", told));
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
    var customer = user(Member.CUSTOMER_A);
    once("account", Map.of("userId", customer.userId()));
    makers.put(
        "session",
        () -> {
          User.loggedIn(belongings.gateway(), customer.account());
          return Map.of("sessionId", olderSession(customer));
        });
    makers.put("client", () -> Map.of("clientId", client()));
    makers.put(
        "consent",
        () -> {
          var client = client();
          belongings.sql(
              "INSERT INTO consent (user_id, client_id, scopes, given_at)"
                  + " VALUES (?, ?, '{orders:read}', clock_timestamp())",
              UUID.fromString(customer.userId()),
              UUID.fromString(client));
          return Map.of("clientId", client);
        });
  }

  /** Not the one that the cast's token is of. */
  private static String olderSession(User customer) {
    for (JsonNode session : customer.read("/api/auth/sessions").path("items")) {
      if (!session.path("current").asBoolean()) {
        return session.path("sessionId").asText();
      }
    }
    throw new IllegalStateException("there is one session only");
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

package dev.dizhtime.order;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Headers;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators look at what services gave up on, and have it said again. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DeadLettersOverHttpIT {
  private static final String LETTERS = "/api/operations/dead-letters";

  private static RunningOrders running;

  @BeforeAll
  static void start(Infrastructure infra) {
    running = RunningOrders.start(infra);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aLetterIsShownAndSaidAgainOnceHoweverOftenOnePresses() {
    UUID id = bury(ConsumerGroup.ORDER, menu());
    JsonNode letter = find("order", id);
    assertThat(letter.get("cause").asText()).isEqualTo("a bug");
    String path = LETTERS + "/order/" + letter.get("offset").asLong();
    String key = UUID.randomUUID().toString();
    TestHttp admin = running.asAdmin();
    JsonNode first = replay(admin, path + "/replay", Map.of("reason", "it is mended"), key);
    assertThat(first.get("replayed").asInt()).isEqualTo(1);
    assertThat(replay(admin, path + "/replay", Map.of("reason", "it is mended"), key))
        .isEqualTo(first);
    running.awaitTakenIn(id);

    JsonNode later =
        replay(running.asAdmin(), path + "/replay", Map.of("reason", "once more"), fresh());
    assertThat(later.get("replayed").asInt()).isZero();
    assertThat(later.get("alreadyReplayed").asInt()).isEqualTo(1);
    assertThat(said(id)).isEqualTo(1);
    assertThat(running.asAdmin().get(path).expect(200).json().at("/replay/reason").asText())
        .isEqualTo("it is mended");
    JsonNode audit = running.asAdmin().get("/api/operations/audit?limit=100").expect(200).json();
    assertThat(audit.get("items"))
        .filteredOn(each -> each.path("reason").asText().equals("it is mended"))
        .singleElement()
        .satisfies(each -> assertThat(each.get("replayed").asInt()).isEqualTo(1));
  }

  @Test
  void allLettersOfAGroupAreSaidAgainInTheirOrderAndPoisonIsMarkedAsSeen() {
    UUID first = bury(ConsumerGroup.DELIVERY, menu());
    buryNonsense(ConsumerGroup.DELIVERY);
    UUID second = bury(ConsumerGroup.DELIVERY, menu());
    Map<String, String> body = Map.of("group", "delivery", "reason", "delivery is back");
    JsonNode done = replay(running.asAdmin(), LETTERS + "/replay", body, fresh());
    assertThat(done.get("replayed").asInt()).isEqualTo(2);
    assertThat(done.get("notReplayable").asInt()).isEqualTo(1);
    assertThat(done.get("more").asBoolean()).isFalse();
    assertThat(said(first) + said(second)).isEqualTo(2);
    JsonNode again = replay(running.asAdmin(), LETTERS + "/replay", body, fresh());
    assertThat(again.get("replayed").asInt() + again.get("notReplayable").asInt()).isZero();
    JsonNode page = running.asAdmin().get(LETTERS + "?group=delivery").expect(200).json();
    assertThat(page.get("groups"))
        .filteredOn(each -> each.get("group").asText().equals("delivery"))
        .singleElement()
        .satisfies(each -> assertThat(each.get("waiting").asLong()).isZero());
  }

  @Test
  void whatIsNoMessageOfOursIsRefusedAndNothingIsKeptOfIt() {
    buryNonsense(ConsumerGroup.SEARCH);
    String path = LETTERS + "/search/0";
    assertThat(running.asAdmin().get(path).expect(200).json().get("obstacle").asText())
        .contains("no message of ours");
    running
        .asAdmin()
        .post(path + "/replay", Map.of("reason", "why not"), "Idempotency-Key", fresh())
        .expect(422);
    assertThat(running.asAdmin().get(path).expect(200).json().has("replay")).isFalse();
  }

  @Test
  void onlyAdminsMayAndWhatIsWrongIsNamed() {
    running.asCustomer().get(LETTERS).expect(403);
    running
        .asOwner()
        .post(LETTERS + "/replay", Map.of("reason", "x"), "Idempotency-Key", fresh())
        .expect(403);
    TestHttp admin = running.asAdmin();
    admin.post(LETTERS + "/replay", Map.of("reason", "x")).expect(400);
    admin.post(LETTERS + "/replay", Map.of(), "Idempotency-Key", fresh()).expect(400);
    admin.get(LETTERS + "?group=nobody").expect(400);
    admin.get(LETTERS + "?cursor=nonsense").expect(400);
    admin.get(LETTERS + "?limit=101").expect(400);
    admin.get(LETTERS + "/order/x").expect(400);
    admin.get(LETTERS + "/nobody/0").expect(404);
    admin.get(LETTERS + "/order/999999").expect(404);
    admin.get("/api/operations/audit?cursor=nonsense").expect(400);
  }

  private static JsonNode replay(TestHttp admin, String path, Object body, String key) {
    return admin.post(path, body, "Idempotency-Key", key).expect(200).json();
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static JsonNode find(String group, UUID id) {
    JsonNode[] found = new JsonNode[1];
    eventually(
        () -> {
          JsonNode page =
              running.asAdmin().get(LETTERS + "?limit=100&group=" + group).expect(200).json();
          page.get("items")
              .forEach(
                  each -> found[0] = each.path("id").asText().equals(id + "") ? each : found[0]);
          assertThat(found[0]).isNotNull();
        });
    return found[0];
  }

  private static long said(UUID id) {
    return running.infra.events().all(Topic.RESTAURANTS).stream()
        .filter(each -> each.header(Headers.ID).equals(id.toString()))
        .count();
  }

  private static RestaurantPublished menu() {
    return new RestaurantPublished(
        new RestaurantId(UUID.randomUUID()),
        1,
        new UserId(UUID.randomUUID()),
        "Late",
        "Pizza",
        new Place("3 Late St", new GeoPoint(40.7, -74.0)),
        "America/New_York",
        "USD",
        "A",
        true,
        List.of(),
        Instant.now());
  }

  /** Puts a message among a group's dead letters. */
  private static UUID bury(ConsumerGroup group, RestaurantPublished event) {
    UUID id = UUID.randomUUID();
    String type = RunningOrders.type(RestaurantPublished.class);
    Map<String, String> headers = EventProbe.cloudEvent(id, type, event.key());
    String topic = Topic.RESTAURANTS.topicName(running.infra.topicPrefix());
    headers.put(Headers.DEAD_LETTER_ORIGIN, topic + "/0/0");
    headers.put(Headers.DEAD_LETTER_REASON, "a bug");
    running
        .infra
        .events()
        .send(
            group.deadLetterTopic(running.infra.topicPrefix()),
            event.key(),
            Json.write(event),
            headers);
    return id;
  }

  private static void buryNonsense(ConsumerGroup group) {
    running
        .infra
        .events()
        .send(group.deadLetterTopic(running.infra.topicPrefix()), "x", "{", Map.of());
  }
}

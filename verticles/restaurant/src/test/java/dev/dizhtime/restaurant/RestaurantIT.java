package dev.dizhtime.restaurant;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import dev.dizhtime.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RealInfrastructure({Server.KAFKA, Server.MONGO})
class RestaurantIT {
  private static final String PUBLISHED = "dizhtime.restaurant.published.v1";
  private static final String UNPUBLISHED = "dizhtime.restaurant.unpublished.v1";
  private static final UUID OWNER = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private static RunningService service;
  private static TestHttp anyone;
  private static TestHttp owner;
  private static TestHttp other;
  private static TestHttp admin;

  /** Two instances: what one writes the other may have to relay. */
  @BeforeAll
  static void start(Infrastructure infra) {
    Map<String, String> env = infra.environment("restaurant");
    env.put("DIZHTIME_INSTANCES", "2");
    service = ServiceRunner.start(RestaurantService.SERVICE, Env.of(env));
    anyone = infra.http(service.address());
    owner = anyone.as(infra.tokens().restaurant(OWNER));
    other = anyone.as(infra.tokens().restaurant(OTHER));
    admin = anyone.as(infra.tokens().admin(UUID.randomUUID()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String create(String name) {
    return text(
        owner.post("/api/restaurants", Requests.restaurant(name)).expect(201), "restaurantId");
  }

  private static String publishedOne(String name) {
    String id = create(name);
    owner
        .put(
            at(id, "/menu"),
            Requests.menu(List.of(Requests.item("Soup", 500))),
            "If-Match",
            "\"1\"")
        .expect(200);
    owner.post(at(id, "/publish"), null).expect(200);
    return id;
  }

  private static String at(String id, String action) {
    return "/api/restaurants/" + id + action;
  }

  private static String text(TestResponse response, String field) {
    return response.json().get(field).asText();
  }

  private static List<Event> events(Infrastructure infra, String id) {
    return infra.events().all(Topic.RESTAURANTS).stream().filter(e -> e.key().equals(id)).toList();
  }

  @Test
  void goesFromADraftToASnapshotOnTheTopicAndBack(Infrastructure infra) {
    TestResponse made = owner.post("/api/restaurants", Requests.restaurant("Luigi")).expect(201);
    String id = text(made, "restaurantId");
    assertThat(made.header("location")).isEqualTo("/api/restaurants/" + id);
    assertThat(made.header("etag")).isEqualTo("\"1\"");
    assertThat(text(made, "status")).isEqualTo("DRAFT");

    owner.post(at(id, "/publish"), null).expect(409);
    owner
        .put(
            at(id, "/menu"),
            Requests.menu(List.of(Requests.item("Margherita", 900), Requests.item("Tea", 250))),
            "If-Match",
            "\"1\"")
        .expect(200);
    owner.post(at(id, "/open"), null).expect(409);
    TestResponse published = owner.post(at(id, "/publish"), null).expect(200);
    assertThat(published.json().get("open").asBoolean()).isTrue();
    Event first = infra.events().await(Topic.RESTAURANTS, PUBLISHED, id);
    assertThat(first.json().get("version").asLong()).isEqualTo(3);
    assertThat(first.json().get("menu")).hasSize(2);
    assertThat(first.header("x-request-id")).isEqualTo(published.header("x-request-id"));
    assertThat(first.header("traceparent")).isNotBlank();

    owner.post(at(id, "/publish"), null).expect(200);
    owner.post(at(id, "/close"), null).expect(200);
    owner.post(at(id, "/open"), null).expect(200);
    owner.post(at(id, "/unpublish"), null).expect(200);
    infra.events().await(Topic.RESTAURANTS, UNPUBLISHED, id);
    assertThat(events(infra, id).stream().map(e -> e.json().get("version").asLong()))
        .containsExactly(3L, 4L, 5L, 6L);
    anyone.get(at(id, "")).expect(404);
    owner.get(at(id, "")).expect(200);
  }

  @Test
  void changesTheMenuOnlyOfTheVersionThatTheOwnerHasSeen() {
    String id = create("Versions");
    var menu = Requests.menu(List.of(Requests.item("Soup", 500)));
    owner.put(at(id, "/menu"), menu).expect(428);
    owner.put(at(id, "/menu"), menu, "If-Match", "\"7\"").expect(412);
    owner.put(at(id, "/menu"), menu, "If-Match", "seven").expect(400);
    TestResponse changed = owner.put(at(id, "/menu"), menu, "If-Match", "\"1\"").expect(200);
    assertThat(changed.header("etag")).isEqualTo("\"2\"");
    owner.put(at(id, "/menu"), menu, "If-Match", "\"1\"").expect(412);
    JsonNode kept = changed.json().get("menu").get(0);
    var renamed =
        Requests.with(Requests.item("Big soup", 600), "itemId", kept.get("itemId").asText());
    TestResponse again =
        owner.put(at(id, "/menu"), Requests.menu(List.of(renamed)), "If-Match", "*").expect(200);
    assertThat(again.json().get("menu").get(0).get("itemId")).isEqualTo(kept.get("itemId"));
  }

  @Test
  void letsOneOfSeveralChangesOfTheSameVersionWin(Infrastructure infra) {
    String id = publishedOne("Contested");
    List<Integer> answers =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i ->
                    owner.put(
                        at(id, "/menu"),
                        Requests.menu(List.of(Requests.item("Soup " + i, 500 + i))),
                        "If-Match",
                        "\"3\""))
            .map(TestResponse::status)
            .toList();
    assertThat(answers).containsOnly(200, 412).containsOnlyOnce(200);
    eventually(
        () ->
            assertThat(events(infra, id).stream().map(e -> e.json().get("version").asLong()))
                .containsExactly(3L, 4L));
  }

  @Test
  void keepsTheOrderOfManyQuickChanges(Infrastructure infra) {
    String id = publishedOne("Hectic");
    for (int i = 0; i < 10; i++) {
      owner.post(at(id, "/close"), null).expect(200);
      owner.post(at(id, "/open"), null).expect(200);
    }
    eventually(
        () ->
            assertThat(events(infra, id).stream().map(e -> e.json().get("version").asLong()))
                .containsExactlyElementsOf(
                    IntStream.rangeClosed(3, 23).mapToObj(Long::valueOf).toList()));
  }

  @Test
  void showsADraftToNobodyElse() {
    String id = create("Hidden");
    anyone.get(at(id, "")).expect(404);
    other.get(at(id, "")).expect(404);
    owner.get(at(id, "")).expect(200);
    admin.get(at(id, "")).expect(200);
    other.post(at(id, "/close"), null).expect(404);
    admin.post(at(id, "/close"), null).expect(200);
  }

  @Test
  void letsTheStaffDoWhatTheirRoleMayAndOnlyThere(Infrastructure infra) {
    String id = publishedOne("Staffed");
    String item = owner.get(at(id, "")).expect(200).json().at("/menu/0/itemId").asText();
    UUID somebody = UUID.randomUUID();
    UUID restaurant = UUID.fromString(id);
    TestHttp cook = anyone.as(infra.tokens().staff(somebody, restaurant, "kitchen"));
    TestHttp manager = anyone.as(infra.tokens().staff(somebody, restaurant, "manager"));
    TestHttp elsewhere = anyone.as(infra.tokens().staff(somebody, UUID.randomUUID(), "owner"));
    String stock = at(id, "/menu/" + item + "/stock");
    Map<String, Object> soldOut = Map.of("stock", 0, "available", false);

    elsewhere.put(stock, soldOut).expect(404);
    elsewhere.post(at(id, "/close"), null).expect(404);
    cook.put(stock, soldOut).expect(200);
    cook.post(at(id, "/close"), null).expect(404);
    manager.post(at(id, "/close"), null).expect(200);
    manager.post(at(id, "/unpublish"), null).expect(200);
    cook.get(at(id, "")).expect(200);
    elsewhere.get(at(id, "")).expect(404);
    assertThat(cook.get("/api/restaurants?mine=true").json().at("/items/0/name").asText())
        .isEqualTo("Staffed");
  }

  @Test
  void tellsTheOwnersNameToThoseWhoManageTheRestaurant(Infrastructure infra) {
    String id = publishedOne("Named");
    infra
        .events()
        .send(
            new UserRegistered(
                new UserId(OWNER), "m@example.org", "Mario", List.of("restaurant"), Instant.now()));
    eventually(
        () ->
            assertThat(owner.get(at(id, "")).json().path("ownerName").asText()).isEqualTo("Mario"));
    assertThat(anyone.get(at(id, "")).expect(200).json().has("ownerName")).isFalse();
    infra.events().send(new AccountDeleted(new UserId(OWNER), Instant.now()));
    eventually(() -> assertThat(owner.get(at(id, "")).json().has("ownerName")).isFalse());
  }

  @Test
  void listsTheCallersOwnPageByPage(Infrastructure infra) {
    TestHttp chain = anyone.as(infra.tokens().restaurant(UUID.randomUUID()));
    for (int i = 0; i < 5; i++) {
      chain.post("/api/restaurants", Requests.restaurant("Branch " + i)).expect(201);
    }
    JsonNode first = chain.get("/api/restaurants?mine=true&limit=3").expect(200).json();
    assertThat(first.get("items")).hasSize(3);
    JsonNode second =
        chain
            .get("/api/restaurants?mine=true&limit=3&cursor=" + first.get("nextCursor").asText())
            .expect(200)
            .json();
    assertThat(second.get("items")).hasSize(2);
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(Stream.of(first, second).flatMap(page -> page.get("items").valueStream()))
        .extracting(item -> item.get("name").asText())
        .containsExactly("Branch 0", "Branch 1", "Branch 2", "Branch 3", "Branch 4");
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses(BadRequest bad) {
    owner.refuses(bad);
  }

  static Stream<BadRequest> bad() {
    var good = Requests.restaurant("Good");
    String all = "/api/restaurants";
    String unknown = all + "/" + UUID.randomUUID();
    var tokens = TestTokens.ofThisProcess();
    return Stream.of(
        BadRequest.post("malformed JSON", all, "{\"name\":", 400, "body"),
        BadRequest.post("an unknown field", all, Requests.with(good, "rating", 5), 400, "rating"),
        BadRequest.post("a missing name", all, Requests.with(good, "name", null), 400, "name"),
        BadRequest.post("a blank name", all, Requests.with(good, "name", "  "), 422, "name"),
        BadRequest.post("a number as name", all, Requests.with(good, "name", 5), 400, "name"),
        BadRequest.post(
            "a latitude beyond the pole",
            all,
            Requests.with(good, "place", Requests.place(91, 0)),
            400,
            "place.location.lat"),
        BadRequest.post(
            "a place nowhere",
            all,
            Requests.with(good, "place", Requests.place(0, 0)),
            422,
            "place.location"),
        BadRequest.post(
            "no time zone of this earth",
            all,
            Requests.with(good, "timeZone", "Mars/Olympus"),
            422,
            "timeZone"),
        BadRequest.post(
            "no currency", all, Requests.with(good, "currency", "XQQ"), 422, "currency"),
        BadRequest.post(
            "an oversized body",
            all,
            Requests.with(good, "name", "a".repeat(5 * 1024 * 1024)),
            413,
            "body"),
        BadRequest.get("an id that is none", all + "/7", 400, "restaurantId"),
        BadRequest.get("an unknown id", unknown, 404, null),
        BadRequest.post("publishing an unknown one", unknown + "/publish", null, 404, null),
        BadRequest.get("a list of everybody's", all, 400, "mine"),
        BadRequest.get("a page too large", all + "?mine=true&limit=101", 400, "limit"),
        BadRequest.get("a made-up cursor", all + "?mine=true&cursor=xyz", 400, "cursor"),
        BadRequest.post(
            "an import by an owner", all + "/imports", Requests.imports(List.of(1)), 403, null),
        BadRequest.post("a customer", all, good, 403, null)
            .with("Authorization", "Bearer " + tokens.customer(OTHER)),
        BadRequest.post("an expired token", all, good, 401, null)
            .with("Authorization", "Bearer " + tokens.expired(OWNER, "restaurant")),
        BadRequest.post("a forged token", all, good, 401, null)
            .with("Authorization", "Bearer " + tokens.forged(OWNER, "restaurant")));
  }

  @Test
  void refusesABadMenuAndChangesNothing() {
    String id = create("Careful");
    var twoHundredAndOne =
        IntStream.range(0, 201).mapToObj(i -> Requests.item("Item " + i, 100)).toList();
    refusesMenu(id, Requests.menu(twoHundredAndOne), 400, "items");
    for (Object odd : List.of(-1, 0.5, 1e30, 10_000_001, "one")) {
      refusesMenu(id, priced(odd, "USD"), 400, "items[0].price.amountMinor");
    }
    refusesMenu(id, priced(1, "usd"), 400, "items[0].price.currency");
    refusesMenu(
        id,
        Map.of(
            "items", List.of(Requests.with(Requests.item("Soup", 1), "itemId", UUID.randomUUID()))),
        422,
        "items[0].itemId");
    refusesMenu(id, priced(1, "EUR"), 422, "items[0].price.currency");
    assertThat(owner.get(at(id, "")).json().get("version").asLong()).isEqualTo(1);
  }

  private static Map<String, Object> priced(Object amountMinor, String currency) {
    var price = Map.of("amountMinor", amountMinor, "currency", currency);
    return Requests.menu(List.of(Requests.with(Requests.item("Soup", 1), "price", price)));
  }

  private static void refusesMenu(String id, Map<String, Object> body, int status, String field) {
    TestResponse refused = owner.put(at(id, "/menu"), body, "If-Match", "\"1\"").expect(status);
    assertThat(refused.json().get("errors").findValuesAsText("field")).contains(field);
  }
}

package dev.dizhtime.restaurant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Opening hours, options and stock over HTTP. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class HoursAndOptionsIT {
  private static final UUID OWNER = UUID.randomUUID();
  private static RunningService service;
  private static Infrastructure infra;
  private static TestHttp owner;

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    service =
        ServiceRunner.start(RestaurantService.SERVICE, Env.of(infra.environment("restaurant")));
    owner = infra.http(service.address()).as(infra.tokens().restaurant(OWNER));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String create() {
    return owner
        .post("/api/restaurants", Requests.restaurant("Hours"))
        .expect(201)
        .json()
        .get("restaurantId")
        .asText();
  }

  private static String at(String id, String part) {
    return "/api/restaurants/" + id + part;
  }

  @Test
  void tellsHoursOptionsAndStockInItsSnapshot() {
    String id = create();
    var pizza = Requests.with(Requests.item("Pizza", 900), "options", List.of(size(1, 1)));
    TestResponse menu =
        owner
            .put(
                at(id, "/menu"),
                Requests.menu(List.of(Requests.with(pizza, "stock", 7))),
                "If-Match",
                "\"1\"")
            .expect(200);
    String item = menu.json().get("menu").get(0).get("itemId").asText();
    owner
        .put(
            at(id, "/opening-hours"),
            hours("Europe/Berlin", period("FRIDAY", "18:00", "02:00")),
            "If-Match",
            "\"2\"")
        .expect(200);
    owner.post(at(id, "/publish"), null).expect(200);
    owner.put(at(id, "/menu/" + item + "/stock"), stock(3, false)).expect(200);

    Event told =
        infra
            .events()
            .await(
                Topic.RESTAURANTS,
                event -> event.key().equals(id) && event.json().get("version").asLong() == 5);
    assertThat(told.json().get("timeZone").asText()).isEqualTo("Europe/Berlin");
    JsonNode period = told.json().get("openingHours").get(0);
    assertThat(period.get("day").asText()).isEqualTo("FRIDAY");
    assertThat(period.get("opens").asText()).isEqualTo("18:00:00");
    assertThat(period.get("closes").asText()).isEqualTo("02:00:00");
    owner
        .put(
            at(id, "/opening-hours"),
            Map.of("openingHours", told.json().get("openingHours")),
            "If-Match",
            "\"5\"")
        .expect(200);
    JsonNode told0 = told.json().get("menu").get(0);
    assertThat(told0.get("stock").asInt()).isEqualTo(3);
    assertThat(told0.get("available").asBoolean()).isFalse();
    assertThat(told0.get("options").get(0).get("options")).hasSize(2);
  }

  @Test
  void stopsCountingWhenToldSoAndSaysTheSameOnceOnly() {
    String id = create();
    var menu = Requests.menu(List.of(Requests.with(Requests.item("Cake", 900), "stock", 7)));
    String item =
        owner
            .put(at(id, "/menu"), menu, "If-Match", "\"1\"")
            .expect(200)
            .json()
            .get("menu")
            .get(0)
            .get("itemId")
            .asText();
    TestResponse uncounted =
        owner.put(at(id, "/menu/" + item + "/stock"), stock(null, true)).expect(200);
    assertThat(uncounted.json().get("menu").get(0).has("stock")).isFalse();
    assertThat(uncounted.header("etag")).isEqualTo("\"3\"");
    assertThat(owner.put(at(id, "/menu/" + item + "/stock"), stock(null, true)).header("etag"))
        .isEqualTo("\"3\"");
  }

  @Test
  void changesHoursOnlyOfTheVersionThatTheOwnerHasSeen() {
    String id = create();
    var hours = hours(null, period("MONDAY", "09:00", "17:00"));
    owner.put(at(id, "/opening-hours"), hours).expect(428);
    owner.put(at(id, "/opening-hours"), hours, "If-Match", "\"9\"").expect(412);
    owner.put(at(id, "/opening-hours"), hours, "If-Match", "\"1\"").expect(200);
    owner.put(at(id, "/opening-hours"), hours, "If-Match", "\"1\"").expect(412);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refusesAndChangesNothing(
      String name, String part, Map<String, Object> body, int status, String field) {
    String id = create();
    TestResponse refused = owner.put(at(id, part), body, "If-Match", "*").expect(status);
    if (field != null) {
      assertThat(refused.json().get("errors").findValuesAsText("field"))
          .as(refused.body())
          .anyMatch(each -> each.contains(field));
    }
    assertThat(owner.get(at(id, "")).json().get("version").asLong()).isEqualTo(1);
  }

  static List<Arguments> bad() {
    String hours = "/opening-hours";
    String stock = "/menu/" + UUID.randomUUID() + "/stock";
    return List.of(
        bad("no hours at all", hours, Map.of(), 400, "openingHours"),
        bad("an hour of 24", hours, hours(null, period("MONDAY", "24:00", "01:00")), 400, "opens"),
        bad(
            "a day that is none",
            hours,
            hours(null, period("FUNDAY", "10:00", "11:00")),
            400,
            "day"),
        bad(
            "an overlap",
            hours,
            hours(null, period("MONDAY", "10:00", "12:00"), period("MONDAY", "11:00", "13:00")),
            422,
            "openingHours[1]"),
        bad("no zone of this earth", hours, hours("Mars/Olympus"), 422, "timeZone"),
        bad("an offset as zone", hours, hours("+02:00"), 422, "timeZone"),
        bad("stock of nothing known", stock, stock(1, true), 404, null),
        bad("stock below zero", stock, stock(-1, true), 400, "stock"),
        bad("stock above a million", stock, stock(1_000_001, true), 400, "stock"),
        bad("stock that is left open", stock, Map.of("available", true), 400, "stock"),
        bad("availability left open", stock, Map.of("stock", 1), 400, "available"),
        bad("half a cake", stock, Map.of("stock", 0.5, "available", true), 400, "stock"),
        bad("more needed than there is", "/menu", menu(size(2, 1)), 422, "items[0].options[0].min"),
        bad(
            "more allowed than there is",
            "/menu",
            menu(size(0, 3)),
            422,
            "items[0].options[0].max"),
        bad("two groups of one id", "/menu", menu(size(0, 1), size(0, 1)), 422, "groupId"),
        bad(
            "an option in euro",
            "/menu",
            menu(group(0, 1, option("small", 1, "EUR"))),
            422,
            "price.currency"),
        bad(
            "an option twice",
            "/menu",
            menu(group(0, 1, option("a", 1, "USD"), option("a", 2, "USD"))),
            422,
            "optionId"),
        bad("a group of nothing", "/menu", menu(group(0, 1)), 400, "options"));
  }

  private static Arguments bad(
      String name, String part, Map<String, Object> body, int status, String field) {
    return Arguments.of(name, part, body, status, field);
  }

  private static Map<String, Object> menu(Object... groups) {
    return Requests.menu(
        List.of(Requests.with(Requests.item("Pizza", 900), "options", List.of(groups))));
  }

  private static Map<String, Object> size(int min, int max) {
    return group(min, max, option("small", 0, "USD"), option("large", 200, "USD"));
  }

  private static Map<String, Object> group(int min, int max, Object... options) {
    return Map.of(
        "groupId", "size", "name", "Size", "min", min, "max", max, "options", List.of(options));
  }

  private static Map<String, Object> option(String id, long minor, String currency) {
    return Map.of(
        "optionId",
        id,
        "name",
        id,
        "price",
        Map.of("amountMinor", minor, "currency", currency),
        "available",
        true);
  }

  private static Map<String, Object> stock(Integer stock, boolean available) {
    Map<String, Object> body = new HashMap<>();
    body.put("stock", stock);
    body.put("available", available);
    return body;
  }

  private static Map<String, Object> hours(String timeZone, Object... periods) {
    Map<String, Object> body = new HashMap<>();
    if (timeZone != null) {
      body.put("timeZone", timeZone);
    }
    body.put("openingHours", List.of(periods));
    return body;
  }

  private static Map<String, Object> period(String day, String opens, String closes) {
    return Map.of("day", day, "opens", opens, "closes", closes);
  }
}

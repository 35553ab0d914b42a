package dev.dizhtime.restaurant;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.restaurant.model.Origin;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.KAFKA, Server.MONGO})
class ImportIT {
  private static RunningService service;
  private static TestHttp anyone;
  private static TestHttp admin;

  @BeforeAll
  static void start(Infrastructure infra) {
    Map<String, String> env = infra.environment("restaurant");
    env.put("DIZHTIME_INSTANCES", "1");
    service = ServiceRunner.start(RestaurantService.SERVICE, Env.of(env));
    anyone = infra.http(service.address());
    admin = anyone.as(infra.tokens().admin(UUID.randomUUID()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode run(List<?> restaurants) {
    return admin.post("/api/restaurants/imports", Requests.imports(restaurants)).expect(200).json();
  }

  private static void counts(JsonNode report, int created, int updated, int unchanged) {
    assertThat(report.get("created").asInt()).as("created").isEqualTo(created);
    assertThat(report.get("updated").asInt()).as("updated").isEqualTo(updated);
    assertThat(report.get("unchanged").asInt()).as("unchanged").isEqualTo(unchanged);
  }

  @Test
  void takesOverOnceHoweverOftenItIsCalled(Infrastructure infra) {
    var entries =
        IntStream.range(0, 100)
            .mapToObj(i -> Requests.imported("once-" + i, "Bakery " + i))
            .toList();
    counts(run(entries), 100, 0, 0);
    counts(run(entries), 0, 0, 100);
    var changed = new ArrayList<>(entries);
    changed.set(7, Requests.with(entries.get(7), "name", "Renamed"));
    counts(run(changed), 0, 1, 99);
    eventually(
        () -> {
          List<Event> events =
              infra.events().all(Topic.RESTAURANTS).stream()
                  .filter(event -> event.json().get("name").asText().matches("Bakery .*|Renamed"))
                  .toList();
          assertThat(events).hasSize(101);
        });
    RestaurantId id = new Origin("test", "once-7").restaurantId();
    JsonNode seen = anyone.get("/api/restaurants/" + id).expect(200).json();
    assertThat(seen.get("name").asText()).isEqualTo("Renamed");
    assertThat(seen.get("status").asText()).isEqualTo("PUBLISHED");
    assertThat(seen.get("open").asBoolean()).isFalse();
  }

  @Test
  void keepsMenuIdsAndTheMenuWhenALaterListHasNone() {
    var entry =
        Requests.with(
            Requests.imported("menu-1", "With menu"),
            "menu",
            List.of(
                Map.of("name", "Roll", "price", Map.of("amountMinor", 300, "currency", "USD")),
                Map.of("name", "Roll", "price", Map.of("amountMinor", 350, "currency", "USD"))));
    counts(run(List.of(entry)), 1, 0, 0);
    String path = "/api/restaurants/" + new Origin("test", "menu-1").restaurantId();
    JsonNode first = anyone.get(path).expect(200).json();
    assertThat(first.get("open").asBoolean()).isTrue();
    assertThat(first.get("menu").findValuesAsText("itemId")).doesNotHaveDuplicates().hasSize(2);
    counts(run(List.of(Requests.with(entry, "hygieneGrade", "A"))), 0, 1, 0);
    counts(run(List.of(Requests.imported("menu-1", "Without menu"))), 0, 1, 0);
    assertThat(anyone.get(path).json().get("menu")).isEqualTo(first.get("menu"));
  }

  @Test
  void reportsEachBadEntryWithItsReasonAndTakesTheOthers() {
    var good = Requests.imported("bad-0", "Good");
    List<Object> entries =
        List.of(
            good,
            Requests.with(Requests.imported("bad-1", "x"), "name", " "),
            Requests.with(Requests.imported("bad-2", "x"), "place", Requests.place(0, 0)),
            Requests.with(Requests.imported("bad-3", "x"), "place", Requests.place(95, 10)),
            Requests.with(Requests.imported("bad-4", "x"), "place", null),
            Requests.with(Requests.imported("bad-5", "x"), "stars", 5),
            Requests.with(Requests.imported("bad-6", "x"), "name", List.of("a")),
            Requests.with(Requests.imported("bad-7", "x"), "sourceId", null),
            "not an object",
            Requests.imported("bad-0", "Twice"),
            Requests.with(
                Requests.imported("bad-10", "x"),
                "menu",
                List.of(
                    Map.of("name", "Roll", "price", Map.of("amountMinor", -3, "currency", "USD")))),
            Requests.with(
                Requests.imported("bad-11", "x"),
                "menu",
                List.of(
                    Map.of("name", "Roll", "price", Map.of("amountMinor", 3, "currency", "EUR")))),
            Requests.with(Requests.imported("bad-12", "x"), "place", Map.of("address", "a")));
    JsonNode report = run(entries);
    counts(report, 1, 0, 0);
    List<String> reasons =
        report
            .get("rejected")
            .valueStream()
            .map(each -> each.get("index").asInt() + " " + each.get("reason").asText())
            .toList();
    assertThat(reasons)
        .hasSize(12)
        .satisfiesExactly(
            r -> assertThat(r).startsWith("1 name: is empty"),
            r -> assertThat(r).startsWith("2 place.location: lat and lon must not be 0"),
            r -> assertThat(r).startsWith("3 place.location: lat must be from -90 to 90"),
            r -> assertThat(r).startsWith("4 place: is missing"),
            r -> assertThat(r).startsWith("5 stars: is not known"),
            r -> assertThat(r).startsWith("6 name: has not the right type"),
            r -> assertThat(r).startsWith("7 sourceId: must be a text"),
            r -> assertThat(r).startsWith("8 is not an object"),
            r -> assertThat(r).startsWith("9 sourceId: is twice"),
            r -> assertThat(r).startsWith("10 menu[0].price: amountMinor must be from 0"),
            r -> assertThat(r).startsWith("11 menu[0].price.currency: must be"),
            r -> assertThat(r).startsWith("12 place"));
    assertThat(report.get("rejected").get(6).has("sourceId")).isFalse();
    assertThat(reasons).noneMatch(Objects::isNull).noneMatch(r -> r.contains("dev.dizhtime"));
  }

  @Test
  void takesAtMostAHundredAtOnce() {
    var entries =
        IntStream.range(0, 101).mapToObj(i -> Requests.imported("many-" + i, "x")).toList();
    admin.post("/api/restaurants/imports", Requests.imports(entries)).expect(400);
    admin.post("/api/restaurants/imports", Requests.imports(List.of())).expect(400);
  }

  @Test
  void countsEachEntryOnceWhenTheSameListIsImportedSeveralTimesAtOnce(Infrastructure infra) {
    var entries =
        IntStream.range(0, 50).mapToObj(i -> Requests.imported("race-" + i, "Race " + i)).toList();
    IntStream.range(0, 4).parallel().forEach(_ -> run(entries));
    counts(run(entries), 0, 0, 50);
    eventually(
        () ->
            assertThat(
                    infra.events().all(Topic.RESTAURANTS).stream()
                        .filter(event -> event.json().get("name").asText().startsWith("Race ")))
                .hasSize(50));
  }
}

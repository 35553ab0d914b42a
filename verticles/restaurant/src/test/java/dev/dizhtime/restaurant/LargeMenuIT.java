package dev.dizhtime.restaurant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A menu is refused that the record which tells of it could not hold. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class LargeMenuIT {
  private static RunningService service;
  private static TestHttp owner;
  private static TestHttp admin;

  @BeforeAll
  static void start(Infrastructure infra) {
    Map<String, String> env = infra.environment("restaurant");
    env.put("DIZHTIME_INSTANCES", "1");
    service = ServiceRunner.start(RestaurantService.SERVICE, Env.of(env));
    TestHttp anyone = infra.http(service.address());
    owner = anyone.as(infra.tokens().restaurant(UUID.randomUUID()));
    admin = anyone.as(infra.tokens().admin(UUID.randomUUID()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void namesTheFieldThatIsTooLargeAndRelaysWhatOthersChange(Infrastructure infra) {
    String large = create("Large");
    JsonNode refused =
        owner.put(at(large, "/menu"), menu(30), "If-Match", "\"1\"").expect(422).json();

    assertThat(refused.at("/errors/0/field").asText()).isEqualTo("items");
    assertThat(refused.at("/errors/0/detail").asText()).contains("at most 524288 bytes");
    owner.put(at(large, "/menu"), menu(10), "If-Match", "\"1\"").expect(200);

    String other = create("Other");
    owner.put(at(other, "/menu"), menu(1), "If-Match", "\"1\"").expect(200);
    owner.post(at(other, "/publish"), null).expect(200);
    infra.events().await(Topic.RESTAURANTS, "dizhtime.restaurant.published.v1", other);
  }

  /** What is listed is small, and so is what owners added; together they are not. */
  @Test
  void reportsAListedMenuThatIsTooLargeWithWhatOwnersAdded() {
    importing("").expect(200);
    String id = admin.get("/api/restaurants?mine=true").json().at("/items/0/restaurantId").asText();
    List<Map<String, Object>> kept =
        admin
            .get("/api/restaurants/" + id)
            .json()
            .get("menu")
            .valueStream()
            .map(item -> withOptions(item.get("name").asText(), 14, item.get("itemId").asText()))
            .toList();
    admin.put(at(id, "/menu"), Requests.menu(kept), "If-Match", "*").expect(200);

    JsonNode report = importing("\u3042".repeat(400)).expect(200).json();

    assertThat(report.at("/updated").asInt()).isZero();
    assertThat(report.at("/rejected/0/reason").asText()).startsWith("menu: must be at most");
  }

  private static dev.dizhtime.testkit.TestResponse importing(String description) {
    List<Map<String, Object>> menu =
        IntStream.range(0, 200)
            .mapToObj(
                i -> Requests.with(Requests.item("Item " + i, 100), "description", description))
            .toList();
    var entry = Requests.with(Requests.imported("large", "Large"), "menu", menu);
    return admin.post("/api/restaurants/imports", Requests.imports(List.of(entry)));
  }

  private static String create(String name) {
    return owner
        .post("/api/restaurants", Requests.restaurant(name))
        .expect(201)
        .json()
        .get("restaurantId")
        .asText();
  }

  private static String at(String id, String action) {
    return "/api/restaurants/" + id + action;
  }

  private static Map<String, Object> menu(int options) {
    return Requests.menu(
        IntStream.range(0, 200).mapToObj(i -> withOptions("Item " + i, options, null)).toList());
  }

  private static Map<String, Object> withOptions(String name, int options, String itemId) {
    var item = Requests.with(Requests.item(name, 100), "options", LargeMenus.groups(options));
    return itemId == null ? item : Requests.with(item, "itemId", itemId);
  }
}

package dev.dizhtime.search;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.testkit.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.KAFKA, Server.ELASTICSEARCH})
class IndexFeedIT {
  private static final GeoPoint HERE = new GeoPoint(40.7, -73.9);

  private final Infrastructure infra;
  private final TestHttp elasticsearch;
  private String prefix;
  private RunningService service;

  IndexFeedIT(Infrastructure infra) {
    this.infra = infra;
    this.elasticsearch = TestHttp.at(infra.elasticsearchUrl());
  }

  /** An index of the case's own; the topic is shared, and a restaurant is found by its name. */
  @BeforeEach
  void start() {
    prefix = infra.indexPrefix() + UUID.randomUUID().toString().substring(0, 8) + "-";
    service = run(infra.elasticsearchUrl());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private RunningService run(String elasticsearchUrl) {
    Map<String, String> env = infra.environment("search");
    env.put("DIZHTIME_INSTANCES", "1");
    env.put("DIZHTIME_INDEX_PREFIX", prefix);
    env.put("DIZHTIME_ELASTICSEARCH_URL", elasticsearchUrl);
    return ServiceRunner.start(SearchService.SERVICE, Env.of(env));
  }

  private static RestaurantPublished named(RestaurantId id, long version, String name) {
    return Events.published(id, version, name, "Test", HERE, true);
  }

  private void send(Message... messages) {
    List.of(messages).forEach(infra.events()::send);
  }

  private List<String> found(String name) {
    return infra
        .http(service.address())
        .get("/api/search/restaurants?text=" + name)
        .expect(200)
        .json()
        .get("items")
        .findValuesAsText("name");
  }

  /** What is sent last is in the index, so everything before it on the same partition was seen. */
  private void untilSeen(RestaurantId id, long version) {
    String path = "/" + prefix + "restaurants/_doc/" + id;
    eventually(
        () ->
            assertThat(elasticsearch.get(path).json().path("_version").asLong())
                .isGreaterThanOrEqualTo(version));
  }

  @Test
  void keepsTheHighestVersionInWhateverOrderAndHoweverOftenTheyCome() {
    RestaurantId id = Events.id();
    send(named(id, 3, "Thirdword"));
    untilSeen(id, 3);
    send(named(id, 2, "Secondword"), named(id, 3, "Otherword"));
    send(named(id, 4, "Fourthword"));
    untilSeen(id, 4);
    eventually(() -> assertThat(found("fourthword")).containsExactly("Fourthword"));
    assertThat(found("thirdword")).isEmpty();
    assertThat(found("secondword")).isEmpty();
  }

  @Test
  void forgetsWhatIsUnpublishedAndAnOlderEventDoesNotBringItBack() {
    RestaurantId id = Events.id();
    send(named(id, 1, "Gonesoon"));
    eventually(() -> assertThat(found("gonesoon")).hasSize(1));
    send(Events.unpublished(id, 2));
    eventually(() -> assertThat(found("gonesoon")).isEmpty());
    send(named(id, 1, "Gonesoon"));
    send(named(id, 3, "Backagain"));
    eventually(() -> assertThat(found("backagain")).hasSize(1));
    assertThat(found("gonesoon")).isEmpty();
  }

  @Test
  void setsPoisonAsideAndGoesOn() {
    UUID poison = UUID.randomUUID();
    RestaurantId id = Events.id();
    infra
        .events()
        .send(
            Topic.RESTAURANTS.topicName(infra.topicPrefix()),
            id.toString(),
            "{\"restaurantId\": 7}",
            EventProbe.cloudEvent(poison, "dizhtime.restaurant.published.v1", id.toString()));
    send(named(id, 1, "Afterpoison"));
    eventually(() -> assertThat(found("afterpoison")).hasSize(1));
    String deadLetters = ConsumerGroup.SEARCH.deadLetterTopic(infra.topicPrefix());
    eventually(
        () ->
            assertThat(infra.events().all(deadLetters))
                .anyMatch(event -> event.header("ce_id").equals(poison.toString())));
  }

  @Test
  void fillsAnIndexThatIsNotThereFromTheWholeTopic() {
    RestaurantId id = Events.id();
    send(named(id, 1, "Longago"));
    eventually(() -> assertThat(found("longago")).hasSize(1));
    service.close();
    elasticsearch
        .delete("/" + prefix + "restaurants-v" + RestaurantIndex.MAPPING_VERSION)
        .expect(200);
    service = run(infra.elasticsearchUrl());
    eventually(() -> assertThat(found("longago")).hasSize(1));
  }

  @Test
  void makesTheIndexAgainWhenItIsTakenAwayWhileItRuns() {
    RestaurantId id = Events.id();
    send(named(id, 1, "Stillhere"));
    eventually(() -> assertThat(found("stillhere")).hasSize(1));
    elasticsearch
        .delete("/" + prefix + "restaurants-v" + RestaurantIndex.MAPPING_VERSION)
        .expect(200);
    infra.http(service.address()).get("/api/search/restaurants").expect(503);
    send(named(Events.id(), 1, "Newcomer"));
    eventually(() -> assertThat(found("newcomer")).hasSize(1));
    assertThat(found("stillhere")).hasSize(1);
  }

  @Test
  void fillsANewMappingBesideTheOldOneAndThenMovesTheAlias() {
    RestaurantId id = Events.id();
    send(named(id, 1, "Movedover"));
    eventually(() -> assertThat(found("movedover")).hasSize(1));
    service.close();
    String alias = prefix + "restaurants";
    String present = alias + "-v" + RestaurantIndex.MAPPING_VERSION;
    elasticsearch.delete("/" + present).expect(200);
    elasticsearch.put("/" + alias + "-v0", Map.of("aliases", Map.of(alias, Map.of()))).expect(200);
    service = run(infra.elasticsearchUrl());
    eventually(
        () -> assertThat(elasticsearch.get("/_alias/" + alias).json().has(present)).isTrue());
    assertThat(elasticsearch.get("/_alias/" + alias).json().size()).isEqualTo(1);
    eventually(() -> assertThat(found("movedover")).hasSize(1));
  }

  @Test
  void saysWhenToTryAgainWhileTheClusterIsAway() {
    service.close();
    service = run("http://127.0.0.1:1");
    TestResponse away = infra.http(service.address()).get("/api/search/restaurants").expect(503);
    assertThat(away.header("retry-after")).isEqualTo("2");
    assertThat(away.json().path("title").asText()).isNotEmpty();
    within(
        Duration.ofSeconds(10),
        () ->
            assertThat(
                    TestHttp.at("http://127.0.0.1:" + service.managementPort())
                        .get("/health/ready")
                        .status())
                .isEqualTo(503));
  }
}

package dev.dizhtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What delivery refuses, and that it changes nothing. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class BadInputIT {
  private static final String SHIFT = "/api/deliveries/shift";
  private static final String TASKS = "/api/deliveries/tasks";
  private static City city;
  private static UUID driver;
  private static JsonNode task;

  @BeforeAll
  static void start(Infrastructure infra) {
    city = City.start(infra);
    driver = city.driverAt(0);
    RequestDelivery job = city.request();
    infra.events().send(job);
    task = city.offered(driver, job.orderId());
  }

  @AfterAll
  static void stop() {
    city.close();
  }

  @ParameterizedTest
  @MethodSource
  void refuses(BadRequest bad) {
    city.as(driver).refuses(bad);
    assertThat(city.task(driver)).isEqualTo(task);
  }

  static Stream<BadRequest> refuses() {
    var here = Map.of("lat", 40.7, "lon", -74.0);
    return Stream.of(
        shift("JSON that is none", "{\"online\":", 400, "body"),
        shift("a body of another kind", "[1,2]", 400, "body"),
        shift("no position", Map.of("online", true), 400, "location"),
        shift("no word on being online", Map.of("location", here), 400, "online"),
        shift("a text for a truth", Map.of("online", "yes", "location", here), 400, "online"),
        shift("a north beyond the pole", at(90.1, 0), 400, "lat"),
        shift("an east beyond the date line", at(0, 180.5), 400, "lon"),
        shift(
            "a number that overflows",
            "{\"online\":true,\"location\":{\"lat\":1e999,\"lon\":0}}",
            400,
            null),
        shift(
            "an unknown field", Map.of("online", true, "location", here, "vip", true), 400, "vip"),
        shift("an oversized body", "{\"online\":\"" + "x".repeat(300_000) + "\"}", 413, "body"),
        new BadRequest(
            "a position without one",
            "PUT",
            "/api/deliveries/position",
            Map.of(),
            "{}",
            400,
            "location"),
        BadRequest.post(
            "an unknown task", TASKS + "/" + UUID.randomUUID() + "/acceptance", null, 404, null),
        BadRequest.post("an id that is none", TASKS + "/first/acceptance", null, 400, "taskId"),
        BadRequest.post(
            "a pick-up before the acceptance", TASKS + "/" + taskId() + "/pickup", null, 409, null),
        BadRequest.post(
            "a drop-off before the pick-up", TASKS + "/" + taskId() + "/dropoff", null, 409, null),
        other("someone else's task to accept", "acceptance"),
        other("someone else's task to decline", "decline"),
        BadRequest.get("the operators' list", TASKS, 403, null),
        withToken("a customer", TestTokens.ofThisProcess().customer(UUID.randomUUID()), 403),
        withToken("an expired token", TestTokens.ofThisProcess().expired(driver, "driver"), 401),
        withToken("a forged token", TestTokens.ofThisProcess().forged(driver, "driver"), 401),
        withToken("an unsigned token", TestTokens.ofThisProcess().unsigned(driver, "driver"), 401),
        BadRequest.get("no token", "/api/deliveries/task", 401, null)
            .with("Authorization", "none"));
  }

  @ParameterizedTest
  @MethodSource
  void refusesOperators(BadRequest bad) {
    city.asAdmin().refuses(bad);
  }

  static Stream<BadRequest> refusesOperators() {
    return Stream.of(
        BadRequest.get("an unknown state", TASKS + "?state=LOST", 400, "state"),
        BadRequest.get("a limit of nothing", TASKS + "?limit=0", 400, "limit"),
        BadRequest.get("a limit beyond the bound", TASKS + "?limit=101", 400, "limit"));
  }

  @Test
  void setsACommandAsideThatCanNotBeCarriedOut(Infrastructure infra) {
    String order = UUID.randomUUID().toString();
    Map<String, String> headers =
        EventProbe.cloudEvent(UUID.randomUUID(), Messages.typeOf(RequestDelivery.class), order);
    String topic = Topic.DELIVERY_COMMANDS.topicName(infra.topicPrefix());
    infra.events().send(topic, order, "{\"orderId\":\"" + order + "\"}", headers);
    infra
        .events()
        .await(
            ConsumerGroup.DELIVERY.deadLetterTopic(infra.topicPrefix()),
            event -> event.key().equals(order),
            Duration.ofSeconds(15));
  }

  private static String taskId() {
    return task.get("taskId").asText();
  }

  private static Map<String, Object> at(double lat, double lon) {
    return Map.of("online", true, "location", Map.of("lat", lat, "lon", lon));
  }

  private static BadRequest shift(String name, Object body, int status, String field) {
    return new BadRequest(name, "PUT", SHIFT, Map.of(), body, status, field);
  }

  private static BadRequest other(String name, String step) {
    String token = TestTokens.ofThisProcess().driver(UUID.randomUUID());
    return BadRequest.post(name, TASKS + "/" + taskId() + "/" + step, null, 404, null)
        .with("Authorization", "Bearer " + token);
  }

  private static BadRequest withToken(String name, String token, int status) {
    return BadRequest.get(name, "/api/deliveries/task", status, null)
        .with("Authorization", "Bearer " + token);
  }
}

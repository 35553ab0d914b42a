package dev.dizhtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.runtime.messaging.Headers;
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
  private static final Map<String, String> OTHER = Map.of("reason", "OTHER");
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
        step("an arrival before the pick-up", "arrival", null, 409, null),
        step("nobody at a door not gone to", "unreachable", null, 409, null),
        step("an offer abandoned, not declined", "abandonment", OTHER, 409, null),
        step("an abandonment without a body", "abandonment", null, 400, "body"),
        step("an abandonment without a reason", "abandonment", Map.of(), 400, "reason"),
        step("an unknown reason", "abandonment", Map.of("reason", "BORED"), 400, "reason"),
        step(
            "an unknown field of an abandonment",
            "abandonment",
            Map.of("reason", "OTHER", "detail", "x"),
            400,
            "detail"),
        code("a code of letters", "12a4"),
        code("a code that is too short", "123"),
        code("a code that is too long", "12345"),
        code("an empty code", ""),
        code("a code of other digits", "١٢٣٤"),
        code("a number for a code", 1234),
        step("an unknown field beside a code", "pickup", Map.of("kode", "1234"), 400, "kode"),
        step("a code that is JSON no more", "dropoff", "{\"code\":", 400, "body"),
        other("someone else's task to pick up", "pickup"),
        other("someone else's task to drop off", "dropoff"),
        other("someone else's task to arrive with", "arrival"),
        other("someone else's task to give up", "unreachable"),
        BadRequest.post(
            "an override by a driver", override(), overriding("PICKUP", "x"), 403, null),
        BadRequest.get("the audit for a driver", override(), 403, null),
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
        BadRequest.post(
            "an override of an order that is not carried",
            "/api/deliveries/orders/" + UUID.randomUUID() + "/handoff-override",
            overriding("PICKUP", "x"),
            404,
            null),
        BadRequest.get(
            "the audit of an order that is not carried",
            "/api/deliveries/orders/" + UUID.randomUUID() + "/handoff-override",
            404,
            null),
        BadRequest.post("no reason", override(), Map.of("handoff", "PICKUP"), 400, "reason"),
        BadRequest.post("an empty reason", override(), overriding("PICKUP", ""), 400, "reason"),
        BadRequest.post("a blank reason", override(), overriding("PICKUP", "  "), 422, "reason"),
        BadRequest.post(
            "a reason that is too long",
            override(),
            overriding("PICKUP", "x".repeat(301)),
            400,
            "reason"),
        BadRequest.post(
            "an unknown hand-off", override(), overriding("KITCHEN", "x"), 400, "handoff"),
        BadRequest.post(
            "an unknown field of an override",
            override(),
            Map.of("handoff", "PICKUP", "reason", "x", "code", "1234"),
            400,
            "code"),
        BadRequest.post(
            "an order id that is none",
            "/api/deliveries/orders/first/handoff-override",
            overriding("PICKUP", "x"),
            400,
            "orderId"),
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
    var letter =
        infra
            .events()
            .await(
                ConsumerGroup.DELIVERY.deadLetterTopic(infra.topicPrefix()),
                event -> event.key().equals(order),
                Duration.ofSeconds(15));
    assertThat(letter.header(Headers.DEAD_LETTER_REASON)).isEqualTo("customerId is missing");
  }

  @ParameterizedTest
  @MethodSource
  void setsARequestAsideThatMakesNoSense(RequestDelivery bad, Infrastructure infra) {
    infra.events().send(bad);
    infra
        .events()
        .await(
            ConsumerGroup.DELIVERY.deadLetterTopic(infra.topicPrefix()),
            event -> event.key().equals(bad.orderId().toString()),
            Duration.ofSeconds(15));
    assertThat(city.told(bad.orderId())).isEmpty();
  }

  static Stream<RequestDelivery> setsARequestAsideThatMakesNoSense() {
    return Stream.of(
        city.request("123", null, null),
        city.request(null, "12345", null),
        city.request(null, null, new Money(100, "EUR")));
  }

  private static BadRequest step(String name, String step, Object body, int status, String field) {
    return BadRequest.post(name, TASKS + "/" + taskId() + "/" + step, body, status, field);
  }

  private static BadRequest code(String name, Object code) {
    return step(name, "pickup", Map.of("code", code), 400, "code");
  }

  private static String override() {
    return "/api/deliveries/orders/" + task.get("orderId").asText() + "/handoff-override";
  }

  private static Map<String, String> overriding(String handoff, String reason) {
    return Map.of("handoff", handoff, "reason", reason);
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

package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An order goes from hand to hand only with the right code, or by an admin's word. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class HandoffIT {
  private static final String PICKUP_CODE = "0427";
  private static final String DELIVERY_CODE = "9053";
  private static final String WRONG = "1111";
  private static City service;
  private final Infrastructure infra;
  private City city;
  private UUID driver;
  private RequestDelivery job;
  private JsonNode task;

  HandoffIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    service = City.start(infra);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void standAtTheCounter() {
    city = service.elsewhere();
    driver = city.driverAt(0);
    job = city.request(PICKUP_CODE, DELIVERY_CODE, new Money(1_850, "USD"));
    infra.events().send(City.ready(job));
    infra.events().send(job);
    task = city.offered(driver, job.orderId());
    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);
    eventually(() -> assertThat(city.task(driver).get("ready").asBoolean()).isTrue());
  }

  @Test
  void needsTheRestaurantsCodeAndThenTheCustomers() {
    JsonNode handoff = city.task(driver).get("handoff");
    assertThat(handoff.get("kind").asText()).isEqualTo("PICKUP");
    assertThat(handoff.get("codeNeeded").asBoolean()).isTrue();
    assertThat(city.task(driver).get("collect").get("amountMinor").asLong()).isEqualTo(1_850);

    TestResponse forgotten = step("pickup", null).expect(422);
    assertThat(forgotten.body()).contains("wrong-code", "is needed", "5 tries are left");
    TestResponse wrong = step("pickup", DELIVERY_CODE).expect(422);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("code");
    assertThat(wrong.json().get("detail").asText()).contains("4 tries are left");
    step("pickup", PICKUP_CODE).expect(200);
    step("pickup", null).expect(200); // The answer was lost; it is the same one.
    step("dropoff", PICKUP_CODE).expect(422);
    step("dropoff", DELIVERY_CODE).expect(200);
    step("dropoff", DELIVERY_CODE).expect(200);

    city.told(DeliveryPickedUp.class, job.orderId());
    city.told(DeliveryDelivered.class, job.orderId());
    assertThat(city.told(job.orderId()))
        .as("asking twice tells nothing twice")
        .doesNotHaveDuplicates();
  }

  @Test
  void locksAfterFiveWrongCodesEvenForTheRightOneUntilAnAdminOverrides() {
    for (int left = 4; left > 0; left--) {
      assertThat(step("pickup", WRONG).expect(422).body())
          .contains(left == 1 ? "1 try" : left + " tries");
    }
    assertThat(step("pickup", WRONG).expect(409).body()).contains("code-locked");
    assertThat(step("pickup", PICKUP_CODE).expect(409).body()).contains("code-locked");
    assertThat(city.task(driver).at("/handoff/locked").asBoolean()).isTrue();

    UUID admin = UUID.randomUUID();
    JsonNode first = override(admin, "PICKUP", "rang the restaurant").expect(200).json();
    JsonNode again = override(UUID.randomUUID(), "PICKUP", "pressed twice").expect(200).json();
    assertThat(again).isEqualTo(first);
    step("pickup", null).expect(200);

    JsonNode audit = city.asAdmin().get(overridePath()).expect(200).json().get("items");
    assertThat(audit).hasSize(1);
    assertThat(audit.at("/0/by").asText()).isEqualTo(admin.toString());
    assertThat(audit.at("/0/reason").asText()).isEqualTo("rang the restaurant");
    assertThat(audit.at("/0/usedBy").asText()).isEqualTo(driver.toString());
    // The other hand-off is not touched by it.
    step("dropoff", null).expect(422);
    override(admin, "PICKUP", "asked after it was used").expect(200);
    step("dropoff", DELIVERY_CODE).expect(200);
    override(admin, "DELIVERY", "too late").expect(409);
  }

  @Test
  void countsGuessesThatComeAllAtOnce() throws Exception {
    List<Callable<Integer>> guesses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String guess = "%04d".formatted(5_000 + i);
      guesses.add(() -> step("pickup", guess).status());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : pool.invokeAll(guesses)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).filteredOn(status -> status == 422).hasSize(4);
    assertThat(answers).filteredOn(status -> status == 409).hasSize(16);
  }

  @Test
  void neverShowsACodeInAnAnswerOrALog() {
    var log = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    // Services go on logging while it is read.
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    root.addAppender(log);
    List<String> said = new ArrayList<>();
    try {
      said.add(city.as(driver).get("/api/deliveries/task").body());
      said.add(step("pickup", WRONG).body());
      said.add(step("pickup", PICKUP_CODE + "0").expect(400).body());
      said.add(step("pickup", PICKUP_CODE).expect(200).body());
      said.add(city.as(driver).get("/api/deliveries/task").body());
      said.add(city.asAdmin().get("/api/deliveries/tasks?limit=100").expect(200).body());
      said.add(override(UUID.randomUUID(), "DELIVERY", "why not").expect(200).body());
      said.add(step("dropoff", DELIVERY_CODE).expect(200).body());
      city.told(DeliveryDelivered.class, job.orderId());
      infra.events().all(Topic.DELIVERIES).forEach(e -> said.add(e.json().toString()));
      log.list.forEach(each -> said.add(each.getFormattedMessage() + each.getMDCPropertyMap()));
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("is DELIVERED"));
    // Ids are of chance: one of eleven thousand has such digits between its dashes.
    assertThat(said)
        .extracting(text -> text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""))
        .noneMatch(text -> text.matches("(?s).*\\b(0427|04270|9053)\\b.*"));
  }

  @Test
  void asksForNothingWhenTheOrderHasNoCodes() {
    UUID other = city.driverAt(10);
    RequestDelivery plain = city.request();
    infra.events().send(City.ready(plain));
    infra.events().send(plain);
    JsonNode its = city.offered(other, plain.orderId());
    TestHttp http = city.as(other);
    http.post(City.path(its, "acceptance"), null).expect(200);
    eventually(() -> assertThat(city.task(other).get("ready").asBoolean()).isTrue());
    assertThat(city.task(other).at("/handoff/codeNeeded").asBoolean()).isFalse();
    http.post(City.path(its, "pickup"), null).expect(200);
    http.post(City.path(its, "dropoff"), Map.of("code", WRONG)).expect(200);
  }

  private TestResponse step(String name, String code) {
    return city.as(driver).post(City.path(task, name), code == null ? null : Map.of("code", code));
  }

  private TestResponse override(UUID admin, String handoff, String reason) {
    return city.asAdmin(admin).post(overridePath(), Map.of("handoff", handoff, "reason", reason));
  }

  private String overridePath() {
    return "/api/deliveries/orders/" + job.orderId() + "/handoff-override";
  }
}

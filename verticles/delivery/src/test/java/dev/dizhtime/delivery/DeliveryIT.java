package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.DeliveryRequested;
import dev.dizhtime.contracts.delivery.DriverPositionReported;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a delivery, over Kafka and HTTP. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DeliveryIT {
  private static City service;
  private final Infrastructure infra;
  private City city;

  DeliveryIT(Infrastructure infra) {
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
  void moveOn() {
    city = service.elsewhere();
  }

  @Test
  void carriesAnOrderFromTheKitchenToTheDoorUnderTheOrdersTraceAndRequest() {
    UUID driver = city.driverAt(500);
    RequestDelivery job = city.request();
    Map<String, String> cause = send(job);
    JsonNode task = city.offered(driver, job.orderId());
    assertThat(task.get("state").asText()).isEqualTo("OFFERED");
    assertThat(task.get("fee").get("amountMinor").asLong()).isEqualTo(399);

    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);
    assertThat(city.as(driver).post(City.path(task, "pickup"), null).expect(409).body())
        .contains("order-not-ready");
    infra.events().send(City.ready(job));
    eventually(() -> assertThat(city.task(driver).get("ready").asBoolean()).isTrue());
    city.as(driver).post(City.path(task, "pickup"), null).expect(200);
    JsonNode done = city.as(driver).post(City.path(task, "dropoff"), null).expect(200).json();

    assertThat(done.get("state").asText()).isEqualTo("DELIVERED");
    assertThat(city.task(driver).isNull()).isTrue();
    city.as(driver).post(City.path(task, "dropoff"), null).expect(200);
    for (var type :
        List.of(
            DeliveryRequested.class,
            DeliveryOffered.class,
            DeliveryAssigned.class,
            DeliveryPickedUp.class,
            DeliveryDelivered.class)) {
      assertContinues(cause, city.told(type, job.orderId()));
    }
  }

  @Test
  void asksTheNearestFreeDriverAndAfterADeclineTheNext() {
    UUID far = city.driverAt(3_000);
    UUID near = city.driverAt(-300);
    UUID outOfReach = city.driverAt(20_000);
    RequestDelivery job = city.request();
    send(job);

    JsonNode task = city.offered(near, job.orderId());
    city.as(far).post(City.path(task, "acceptance"), null).expect(404);
    city.as(near).post(City.path(task, "decline"), null).expect(200);
    city.offered(far, job.orderId());
    city.as(far).post(City.path(task, "decline"), null).expect(200);

    assertThat(city.task(near).isNull()).isTrue();
    assertThat(city.task(outOfReach).isNull()).isTrue();
    UUID late = city.driverAt(9_000);
    city.offered(late, job.orderId());
  }

  @Test
  void offersAnotherOrderToADriverWhoDeclinedTheFirst() {
    UUID driver = city.driverAt(100);
    RequestDelivery first = city.request();
    send(first);
    JsonNode task = city.offered(driver, first.orderId());
    city.as(driver).post(City.path(task, "decline"), null).expect(200);
    RequestDelivery second = city.request();
    send(second);
    city.offered(driver, second.orderId());
  }

  @Test
  void keepsAnOrderWaitingUntilADriverIsFreeAgain() {
    UUID driver = city.driverAt(0);
    RequestDelivery first = city.request();
    send(first);
    JsonNode task = city.offered(driver, first.orderId());
    RequestDelivery second = city.request();
    send(second);
    infra.events().send(City.ready(first));
    city.told(DeliveryRequested.class, second.orderId());
    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);
    eventually(() -> assertThat(city.task(driver).get("ready").asBoolean()).isTrue());
    city.as(driver).post(City.path(task, "pickup"), null).expect(200);
    city.as(driver).post(City.path(task, "dropoff"), null).expect(200);

    city.offered(driver, second.orderId());
  }

  @Test
  void remembersThatAnOrderIsReadyBeforeItsDeliveryIsAskedFor() {
    RequestDelivery job = city.request();
    infra.events().send(City.ready(job));
    UUID driver = city.driverAt(0);
    send(job);
    JsonNode task = city.offered(driver, job.orderId());
    eventually(() -> assertThat(city.task(driver).get("ready").asBoolean()).isTrue());
    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);
    city.as(driver).post(City.path(task, "pickup"), null).expect(200);
  }

  @Test
  void callsOffAnAssignedDeliveryAndFreesTheDriver() {
    UUID driver = city.driverAt(0);
    RequestDelivery job = city.request();
    Map<String, String> cause = send(job);
    JsonNode task = city.offered(driver, job.orderId());
    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);

    infra.events().send(new CancelDelivery(job.orderId(), "customer changed their mind"));

    Event cancelled = city.told(DeliveryCancelled.class, job.orderId());
    assertContinues(cause, cancelled);
    assertThat(city.task(driver).isNull()).isTrue();
    city.as(driver).post(City.path(task, "pickup"), null).expect(404);
    RequestDelivery next = city.request();
    send(next);
    city.offered(driver, next.orderId());
  }

  @Test
  void makesOneTaskOfACommandThatComesTwice() {
    RequestDelivery job = city.request();
    UUID id = UUID.randomUUID();
    infra.events().send(id, job);
    infra.events().send(id, job);
    infra.events().send(job);
    infra.events().send(new CancelDelivery(job.orderId(), "the last of this order's messages"));

    city.told(DeliveryCancelled.class, job.orderId());
    assertThat(infra.events().all(Topic.DELIVERIES))
        .filteredOn(event -> event.key().equals(job.orderId().toString()))
        .extracting(Event::type)
        .containsExactly(
            Messages.typeOf(DeliveryRequested.class), Messages.typeOf(DeliveryCancelled.class));
  }

  @Test
  void leavesTheOfferToOthersWhenTheDriverGoesOffline() {
    UUID other = city.driverAt(2_000);
    UUID driver = city.driverAt(0);
    RequestDelivery job = city.request();
    send(job);
    city.offered(driver, job.orderId());
    city.shift(driver, false, 0);
    city.offered(other, job.orderId());
  }

  @Test
  void tellsWhereDriversAre() {
    UUID driver = UUID.randomUUID();
    city.as(driver)
        .put("/api/deliveries/position", Map.of("location", city.metersEast(0)))
        .expect(409);
    city.shift(driver, true, 0);
    city.as(driver)
        .put("/api/deliveries/position", Map.of("location", city.metersEast(700)))
        .expect(204);
    Event moved =
        infra
            .events()
            .await(
                Topic.DRIVER_POSITIONS,
                event ->
                    event.key().equals(driver.toString())
                        && event.json().at("/location/lon").asDouble() != 0);
    assertThat(moved.type()).isEqualTo(Messages.typeOf(DriverPositionReported.class));
    assertThat(moved.json().get("online").asBoolean()).isTrue();
  }

  @Test
  void showsTasksToOperatorsAndMeasuresTheDispatch() {
    UUID driver = city.driverAt(0);
    RequestDelivery job = city.request();
    send(job);
    JsonNode task = city.offered(driver, job.orderId());
    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);

    JsonNode page =
        city.asAdmin().get("/api/deliveries/tasks?state=ASSIGNED&limit=100").expect(200).json();
    assertThat(page.get("items").findValuesAsText("orderId")).contains(job.orderId().toString());
    assertThat(city.management().get("/metrics").expect(200).body())
        .contains("dizhtime_dispatch_delay_seconds_count")
        .contains("dizhtime_drivers{status=\"busy\"}");
  }

  /** Sends a command with a trace and request of its own and returns its headers. */
  private Map<String, String> send(RequestDelivery job) {
    Map<String, String> headers =
        EventProbe.cloudEvent(UUID.randomUUID(), Messages.typeOf(RequestDelivery.class), job.key());
    infra
        .events()
        .send(
            Topic.DELIVERY_COMMANDS.topicName(infra.topicPrefix()),
            job.key(),
            Json.write(job),
            headers);
    return headers;
  }

  private static void assertContinues(Map<String, String> cause, Event event) {
    assertThat(event.header("x-request-id")).isEqualTo(cause.get("x-request-id"));
    assertThat(event.header("traceparent").split("-")[1])
        .isEqualTo(cause.get("traceparent").split("-")[1]);
  }
}

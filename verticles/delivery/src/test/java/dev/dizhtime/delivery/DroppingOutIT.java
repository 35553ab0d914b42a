package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers who are taken off, can't go on, or find nobody at the door. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DroppingOutIT {
  private static final String DOOR_WAIT_MILLIS = "3600000";
  private static City service;
  private final Infrastructure infra;
  private City city;
  private UUID near;
  private UUID far;
  private RequestDelivery job;
  private JsonNode task;

  DroppingOutIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    service = City.start(infra, "DIZHTIME_DELIVERY_DOOR_WAIT_MILLIS", DOOR_WAIT_MILLIS);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void assignTheNearestOfTwo() {
    city = service.elsewhere();
    near = city.driverAt(0);
    far = city.driverAt(2_000);
    job = city.request();
    infra.events().send(City.ready(job));
    infra.events().send(job);
    task = city.offered(near, job.orderId());
    city.as(near).post(City.path(task, "acceptance"), null).expect(200);
    eventually(() -> assertThat(city.task(near).get("ready").asBoolean()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CASH_LIMIT", "PICKUP_LATE"})
  void takesTheDriverOffWhomTheSagaNamesAndAsksAnother(String reason) {
    infra.events().send(reassign(far, reason)); // Not the one who has it: nothing happens.
    infra.events().send(reassign(near, reason));

    Event unassigned = city.told(DeliveryUnassigned.class, job.orderId());
    assertThat(unassigned.json().get("driverId").asText()).isEqualTo(near.toString());
    assertThat(unassigned.json().get("reason").asText()).isEqualTo(reason);
    city.offered(far, job.orderId());
    city.as(far).post(City.path(task, "decline"), null).expect(200);
    UUID third = city.driverAt(5_000);
    city.offered(third, job.orderId());
    assertThat(city.task(near).isNull()).as("never asked again for this order").isTrue();
    RequestDelivery next = city.request();
    infra.events().send(next);
    city.offered(near, next.orderId());
  }

  @Test
  void leavesAnOrderWithTheDriverWhoHasPickedItUp() {
    city.as(near).post(City.path(task, "pickup"), null).expect(200);
    infra.events().send(reassign(near, "PICKUP_LATE"));
    infra.events().send(new CancelDelivery(job.orderId(), "too late"));
    RequestDelivery marker = city.request();
    infra.events().send(marker);
    city.offered(far, marker.orderId());
    city.as(near).post(City.path(task, "dropoff"), null).expect(200);
  }

  @Test
  void asksAnotherWhenTheDriverCanNotGoOnBeforeThePickUp() {
    abandon("OTHER").expect(200);
    Event unassigned = city.told(DeliveryUnassigned.class, job.orderId());
    assertThat(unassigned.json().get("reason").asText()).isEqualTo("OTHER");
    city.offered(far, job.orderId());
    assertThat(online(near)).isTrue();
    abandon("OTHER").expect(404);
  }

  @Test
  void endsTheShiftOfADriverWhoCanNotDrive() {
    abandon("ACCIDENT").expect(200);
    assertThat(online(near)).isFalse();
    RequestDelivery next = city.request();
    infra.events().send(next);
    city.offered(far, job.orderId());
    assertThat(city.task(near).isNull()).isTrue();
  }

  @Test
  void endsTheTaskWhenTheDriverCanNotGoOnAfterThePickUp() {
    city.as(near).post(City.path(task, "pickup"), null).expect(200);
    assertThat(abandon("OTHER").expect(200).json().get("state").asText()).isEqualTo("ABANDONED");
    abandon("OTHER").expect(200);
    Event abandoned = city.told(DeliveryAbandoned.class, job.orderId());
    assertThat(abandoned.json().get("driverId").asText()).isEqualTo(near.toString());
    assertFree(near);
    city.as(near).post(City.path(task, "dropoff"), null).expect(409);
  }

  @Test
  void givesUpOnACustomerOnlyAfterTheWaitAtTheDoor() throws SQLException {
    city.as(near).post(City.path(task, "arrival"), null).expect(409);
    city.as(near).post(City.path(task, "pickup"), null).expect(200);
    assertThat(unreachable().expect(409).body()).contains("not-arrived");
    JsonNode there = city.as(near).post(City.path(task, "arrival"), null).expect(200).json();
    assertThat(there.has("unreachableFrom")).isTrue();
    assertThat(unreachable().expect(409).body()).contains("too-early");
    JsonNode again = city.as(near).post(City.path(task, "arrival"), null).expect(200).json();
    assertThat(again.get("arrivedAt"))
        .as("the wait does not begin anew")
        .isEqualTo(there.get("arrivedAt"));
    anHourPassesAtTheDoor();
    unreachable().expect(200);

    Event told = city.told(DeliveryUndeliverable.class, job.orderId());
    assertThat(told.json().get("reason").asText()).isEqualTo("CUSTOMER_UNREACHABLE");
    assertFree(near);
    city.as(near).post(City.path(task, "dropoff"), null).expect(409);
  }

  @Test
  void keepsATaskInHandWhenTheDriverGoesOfflineAndThenAsksNoMore() {
    city.shift(near, false, 0);
    assertThat(city.task(near).get("state").asText()).isEqualTo("ASSIGNED");
    city.as(near).post(City.path(task, "pickup"), null).expect(200);
    city.as(near).post(City.path(task, "dropoff"), null).expect(200);
    RequestDelivery next = city.request();
    infra.events().send(next);
    city.offered(far, next.orderId());
    assertThat(city.task(near).isNull()).isTrue();
  }

  private ReassignDelivery reassign(UUID driver, String reason) {
    return new ReassignDelivery(job.orderId(), new UserId(driver), reason);
  }

  private TestResponse abandon(String reason) {
    return city.as(near).post(City.path(task, "abandonment"), Map.of("reason", reason));
  }

  private TestResponse unreachable() {
    return city.as(near).post(City.path(task, "unreachable"), null);
  }

  private void anHourPassesAtTheDoor() throws SQLException {
    try (var connection = infra.connect("delivery");
        var statement =
            connection.prepareStatement(
                "UPDATE delivery_task SET arrived_at = arrived_at - interval '1 hour'"
                    + " WHERE order_id = ?")) {
      statement.setObject(1, job.orderId().value());
      assertThat(statement.executeUpdate()).isOne();
    }
  }

  private boolean online(UUID driver) {
    return city.as(driver)
        .get("/api/deliveries/shift")
        .expect(200)
        .json()
        .get("online")
        .asBoolean();
  }

  private void assertFree(UUID driver) {
    assertThat(city.task(driver).isNull()).isTrue();
    RequestDelivery next = city.request();
    infra.events().send(next);
    OrderId order = next.orderId();
    city.offered(driver, order);
  }
}

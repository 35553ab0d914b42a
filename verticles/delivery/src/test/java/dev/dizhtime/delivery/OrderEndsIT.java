package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However an order ends, no driver stays booked for it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OrderEndsIT {
  private static final Money NOTHING = Money.zero("USD");
  private static City service;
  private final Infrastructure infra;
  private City city;
  private UUID driver;

  OrderEndsIT(Infrastructure infra) {
    this.infra = infra;
  }

  /** A way for an order to end, after the delivery was asked for. */
  private record End(String name, BiFunction<RequestDelivery, UUID, Message> told) {
    @Override
    public String toString() {
      return name;
    }
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
    driver = city.driverAt(0);
  }

  static Stream<End> ends() {
    return Stream.of(
        new End(
            "rejected",
            (j, _) ->
                new OrderRejected(
                    j.orderId(),
                    j.customerId(),
                    j.restaurantId(),
                    j.ownerId(),
                    "closed",
                    Instant.now())),
        new End(
            "failed",
            (j, _) ->
                new OrderFailed(
                    j.orderId(),
                    j.customerId(),
                    j.restaurantId(),
                    j.ownerId(),
                    "DRIVER_LOST",
                    Instant.now())),
        new End(
            "cancelled",
            (j, _) ->
                new OrderCancelled(
                    j.orderId(),
                    j.customerId(),
                    j.restaurantId(),
                    j.ownerId(),
                    CancelledBy.CUSTOMER,
                    "CUSTOMER_CANCELLED",
                    NOTHING,
                    Instant.now())),
        new End(
            "settled",
            (j, _) ->
                new OrderSettled(
                    j.orderId(),
                    j.customerId(),
                    j.restaurantId(),
                    j.ownerId(),
                    new Charges(NOTHING, NOTHING, NOTHING, NOTHING),
                    Instant.now())),
        new End(
            "undelivered",
            (j, driver) ->
                new OrderUndelivered(
                    j.orderId(),
                    j.customerId(),
                    j.restaurantId(),
                    j.ownerId(),
                    new UserId(driver),
                    "CUSTOMER_UNREACHABLE",
                    Instant.now())));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void freesADriverBeforeThePickUp(End end) {
    RequestDelivery job = assigned();
    infra.events().send(end.told.apply(job, driver));
    city.told(DeliveryCancelled.class, job.orderId());
    assertFreeAgain();
  }

  @ParameterizedTest
  @MethodSource("ends")
  void freesADriverOnTheWay(End end) {
    RequestDelivery job = assigned();
    JsonNode task = city.task(driver);
    eventually(() -> city.as(driver).post(City.path(task, "pickup"), null).expect(200));
    infra.events().send(end.told.apply(job, driver));
    infra.events().send(end.told.apply(job, driver));
    city.told(DeliveryAbandoned.class, job.orderId());
    assertFreeAgain();
    city.as(driver).post(City.path(task, "dropoff"), null).expect(409);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void looksForNobodyWhenTheEndIsHeardBeforeTheRequest(End end) throws SQLException {
    RequestDelivery late = city.request();
    infra.events().send(end.told.apply(late, driver));
    eventually(() -> assertThat(known(late)).isTrue());
    infra.events().send(late);
    assertFreeAgain();
    assertThat(city.told(late.orderId())).isEmpty();
  }

  @Test
  void isNeverDeliveredWithoutHavingBeenPickedUpWhateverTheCodeBelieves() throws SQLException {
    RequestDelivery job = assigned();
    try (var connection = infra.connect("delivery");
        var update =
            connection.prepareStatement(
                "UPDATE delivery_task SET state = ? WHERE order_id = ?::uuid")) {
      for (String state : new String[] {"DELIVERED", "ABANDONED", "UNDELIVERABLE", "PICKED_UP"}) {
        update.setString(1, state);
        update.setString(2, job.orderId().toString());
        assertThatThrownBy(update::executeUpdate)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("picked_up_before_it_ends_so");
      }
    }
  }

  private RequestDelivery assigned() {
    RequestDelivery job = city.request();
    infra.events().send(City.ready(job));
    infra.events().send(job);
    JsonNode task = city.offered(driver, job.orderId());
    city.as(driver).post(City.path(task, "acceptance"), null).expect(200);
    return job;
  }

  private void assertFreeAgain() {
    RequestDelivery next = city.request();
    infra.events().send(next);
    city.offered(driver, next.orderId());
  }

  private boolean known(RequestDelivery job) throws SQLException {
    try (var connection = infra.connect("delivery");
        var query =
            connection.prepareStatement("SELECT 1 FROM followed_order WHERE order_id = ?::uuid")) {
      query.setString(1, job.orderId().toString());
      return query.executeQuery().next();
    }
  }
}

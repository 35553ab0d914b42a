package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.eventuallyReturns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service with drivers and orders. Each scenario happens in a part of the city of its own, out
 * of reach of all other scenarios' drivers.
 */
final class City implements AutoCloseable {
  private static final AtomicInteger NEXT_PART = new AtomicInteger();

  private final Infrastructure infra;
  private final RunningService service;
  private final double lat;

  private City(Infrastructure infra, RunningService service, double lat) {
    this.infra = infra;
    this.service = service;
    this.lat = lat;
  }

  /** Starts the service; settings are names and values in turn. */
  static City start(Infrastructure infra, String... settings) {
    return new City(infra, run(infra, settings), nextPart());
  }

  private static RunningService run(Infrastructure infra, String... settings) {
    Map<String, String> environment = infra.environment("delivery");
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_DISPATCH_SWEEP_MILLIS", "100");
    environment.put("DIZHTIME_DISPATCH_OFFER_MILLIS", "600000");
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return ServiceRunner.start(DeliveryService.SERVICE, Env.of(environment));
  }

  private static double nextPart() {
    return -60 + NEXT_PART.getAndIncrement();
  }

  /** Another part of the city, far from this one. */
  City elsewhere() {
    return new City(infra, service, nextPart());
  }

  /** The same part of the city, seen from another process on the same database. */
  City beside(String... settings) {
    return new City(infra, run(infra, settings), lat);
  }

  /** A point that is so many metres east of this part's centre. */
  GeoPoint metersEast(double meters) {
    return new GeoPoint(lat, meters / (111_195 * Math.cos(Math.toRadians(lat))));
  }

  TestHttp as(UUID driver) {
    return infra.http(service.address()).as(infra.tokens().driver(driver));
  }

  TestHttp asAdmin() {
    return asAdmin(UUID.randomUUID());
  }

  TestHttp asAdmin(UUID admin) {
    return infra.http(service.address()).as(infra.tokens().admin(admin));
  }

  TestHttp management() {
    return TestHttp.at("http://127.0.0.1:" + service.managementPort());
  }

  /** A driver who is on shift. */
  UUID driverAt(double metersEast) {
    UUID driver = UUID.randomUUID();
    shift(driver, true, metersEast);
    return driver;
  }

  void shift(UUID driver, boolean online, double metersEast) {
    as(driver)
        .put("/api/deliveries/shift", Map.of("online", online, "location", metersEast(metersEast)))
        .expect(200);
  }

  /** A delivery from this part's centre. */
  RequestDelivery request() {
    return request(null, null, null);
  }

  /** A delivery from this part's centre with codes and cash; null for none. */
  RequestDelivery request(String pickupCode, String deliveryCode, Money collect) {
    return new RequestDelivery(
        new OrderId(UUID.randomUUID()),
        new UserId(UUID.randomUUID()),
        new RestaurantId(UUID.randomUUID()),
        new UserId(UUID.randomUUID()),
        "Pizza da Anna",
        new Place("1 Main Street", metersEast(0)),
        new Place("2 Side Street", metersEast(1_500)),
        new Money(399, "USD"),
        new Money(200, "USD"),
        pickupCode,
        deliveryCode,
        collect);
  }

  /** What the kitchen tells when it has finished. */
  static OrderReady ready(RequestDelivery job) {
    return new OrderReady(
        job.orderId(), job.customerId(), job.restaurantId(), job.ownerId(), Instant.now());
  }

  /** Waits until the driver has a task of this order and returns it. */
  JsonNode offered(UUID driver, OrderId order) {
    return eventuallyReturns(
        () -> {
          JsonNode task = task(driver);
          return task.path("orderId").asText().equals(order.toString()) ? task : null;
        });
  }

  JsonNode task(UUID driver) {
    return as(driver).get("/api/deliveries/task").expect(200).json().get("task");
  }

  static String path(JsonNode task, String step) {
    return "/api/deliveries/tasks/" + task.get("taskId").asText() + "/" + step;
  }

  /** Waits for what is told of an order's delivery. */
  Event told(Class<? extends DeliveryEvent> type, OrderId order) {
    return infra.events().await(Topic.DELIVERIES, Messages.typeOf(type), order.toString());
  }

  /** The types of all that was told of an order's delivery so far, in order. */
  List<String> told(OrderId order) {
    return infra.events().all(Topic.DELIVERIES).stream()
        .filter(event -> event.key().equals(order.toString()))
        .map(Event::type)
        .toList();
  }

  @Override
  public void close() {
    service.close();
  }
}

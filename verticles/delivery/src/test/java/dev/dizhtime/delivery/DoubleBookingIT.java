package dev.dizhtime.delivery;

import static dev.dizhtime.testkit.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many orders, few drivers, several dispatchers at once. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DoubleBookingIT {
  private static final int DRIVERS = 5;
  private static final int ORDERS = 25;

  private record Booking(String driver, Instant from, Instant to) {}

  @Test
  void deliversEveryOrderWithoutBookingADriverTwice(Infrastructure infra) throws Exception {
    try (City one = City.start(infra, "DIZHTIME_INSTANCES", "2");
        City other = one.beside("DIZHTIME_INSTANCES", "2")) {
      List<RequestDelivery> jobs = new ArrayList<>();
      for (int i = 0; i < ORDERS; i++) {
        RequestDelivery job = one.request();
        jobs.add(job);
        infra.events().send(job);
        infra.events().send(City.ready(job));
      }
      var done = new AtomicBoolean();
      try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> drivers = new ArrayList<>();
        for (int i = 0; i < DRIVERS; i++) {
          City side = i % 2 == 0 ? one : other;
          UUID driver = side.driverAt(i * 100);
          drivers.add(pool.submit(() -> drive(side, driver, done)));
        }
        within(
            Duration.ofSeconds(40),
            () -> assertThat(bookings(infra.events().all(Topic.DELIVERIES))).hasSize(ORDERS));
        done.set(true);
        for (Future<?> driver : drivers) {
          driver.get();
        }
      }
      assertNoOverlap(bookings(infra.events().all(Topic.DELIVERIES)));
      assertThat(jobs).hasSize(ORDERS);
    }
    refusesASecondBooking(infra);
  }

  private static void drive(City city, UUID driver, AtomicBoolean done) {
    while (!done.get()) {
      JsonNode task = city.task(driver);
      if (!task.isNull()) {
        // An order may not be ready, as far as delivery has heard; then the next round will do.
        for (String step : List.of("acceptance", "pickup", "dropoff")) {
          city.as(driver).post(City.path(task, step), null);
        }
      }
    }
  }

  /** When each driver was bound, from offer to drop-off, for each order that was delivered. */
  private static List<Booking> bookings(List<Event> events) {
    Map<String, Instant> offered = new HashMap<>();
    List<Booking> bookings = new ArrayList<>();
    for (Event event : events) {
      String driver = event.json().path("driverId").asText();
      if (event.type().equals(Messages.typeOf(DeliveryOffered.class))) {
        offered.put(event.key() + driver, at(event));
      } else if (event.type().equals(Messages.typeOf(DeliveryDelivered.class))) {
        bookings.add(new Booking(driver, offered.get(event.key() + driver), at(event)));
      }
    }
    return bookings;
  }

  private static Instant at(Event event) {
    return Instant.parse(event.json().get("at").asText());
  }

  private static void assertNoOverlap(List<Booking> bookings) {
    var sorted = new ArrayList<>(bookings);
    sorted.sort(Comparator.comparing(Booking::driver).thenComparing(Booking::from));
    for (int i = 1; i < sorted.size(); i++) {
      Booking before = sorted.get(i - 1);
      Booking next = sorted.get(i);
      if (before.driver().equals(next.driver())) {
        assertThat(next.from()).as("%s and %s", before, next).isAfterOrEqualTo(before.to());
      }
    }
  }

  private static void refusesASecondBooking(Infrastructure infra) throws SQLException {
    try (var connection = infra.connect("delivery");
        var statement = connection.createStatement()) {
      for (String booked :
          List.of(
              "state = 'ASSIGNED', picked_up_at = NULL",
              "state = 'PICKED_UP', picked_up_at = now()")) {
        assertThatThrownBy(
                () ->
                    statement.executeUpdate(
                        """
                        UPDATE delivery_task SET driver_id = one.driver_id, %s
                        FROM (SELECT driver_id FROM driver LIMIT 1) one
                        """
                            .formatted(booked)))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("delivery_task_of_driver");
      }
    }
  }
}

package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Given.DRIVER;
import static dev.dizhtime.order.model.Given.OTHER_DRIVER;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Drivers who come and go with one order as they like. */
final class FakeStreet {
  private enum Task {
    NONE,
    SEARCHING,
    ASSIGNED,
    PICKED_UP,
    OVER
  }

  private final Random random;
  private Task task = Task.NONE;
  private UserId driver;

  FakeStreet(Random random) {
    this.random = random;
  }

  /** Takes in a command; what is reported at once. */
  Optional<Fact> take(Message command) {
    switch (command) {
      case RequestDelivery _ when task == Task.NONE -> task = Task.SEARCHING;
      case CancelDelivery _ when task == Task.SEARCHING || task == Task.ASSIGNED ->
          task = Task.OVER;
      case ReassignDelivery(var _, UserId off, String reason)
          when task == Task.ASSIGNED && driver.equals(off) -> {
        task = Task.SEARCHING;
        return Optional.of(new Fact.DriverUnassigned(off, reason));
      }
      default -> {}
    }
    return Optional.empty();
  }

  /** Something happens out there, or not. */
  Optional<Fact> moves() {
    return switch (task) {
      case NONE, OVER -> Optional.empty();
      case SEARCHING -> Optional.of(search());
      case ASSIGNED -> Optional.of(atTheRestaurant());
      case PICKED_UP -> Optional.of(atTheDoor());
    };
  }

  private Fact search() {
    if (random.nextInt(8) == 0) {
      task = Task.OVER;
      return new Fact.DeliveryCalledOff("NO_DRIVER");
    }
    task = Task.ASSIGNED;
    driver = random.nextBoolean() ? DRIVER : OTHER_DRIVER;
    return new Fact.DriverAssigned(driver);
  }

  private Fact atTheRestaurant() {
    if (random.nextInt(4) == 0) {
      task = Task.SEARCHING;
      return new Fact.DriverUnassigned(driver, "VEHICLE");
    }
    task = Task.PICKED_UP;
    return new Fact.DriverPickedUp(driver);
  }

  private Fact atTheDoor() {
    task = Task.OVER;
    List<Fact> ends =
        List.of(
            new Fact.DriverDelivered(driver),
            new Fact.DriverDelivered(driver),
            new Fact.DriverAbandoned(driver, "ACCIDENT"),
            new Fact.Undeliverable(driver, "CUSTOMER_UNREACHABLE"));
    return ends.get(random.nextInt(ends.size()));
  }
}

package dev.dizhtime.notification;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.DeliveryRequested;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import java.time.Duration;
import java.util.List;

/**
 * What drivers are told. Customers hear of a delivery through their order's own events, so what
 * they say as well is told to nobody here.
 */
final class DeliveryWording {
  private DeliveryWording() {}

  static List<Notice> of(DeliveryEvent event) {
    return switch (event) {
      case DeliveryOffered e ->
          driver(
              e.driverId(),
              "offered",
              e.orderId(),
              "is offered to you",
              "A delivery near you waits for your answer for "
                  + Times.length(Duration.between(e.at(), e.expiresAt()))
                  + ".");
      case DeliveryAssigned e ->
          driver(
              e.driverId(),
              "assigned",
              e.orderId(),
              "is yours",
              "Please go to the restaurant; the address is in your task.");
      case DeliveryUnassigned e ->
          driver(
              e.driverId(),
              "unassigned",
              e.orderId(),
              "is no longer yours",
              sentence(Reasons.driver(e.reason())) + "Another driver brings it.");
      case DeliveryAbandoned e ->
          driver(
              e.driverId(),
              "abandoned",
              e.orderId(),
              "is over",
              sentence(Reasons.driver(e.reason())) + "You need not bring the order any more.");
      case DeliveryUndeliverable e ->
          driver(
              e.driverId(),
              "undeliverable",
              e.orderId(),
              "is over",
              "The customer could not be reached. You are paid for the way.");
      case DeliveryRequested _, DeliveryPickedUp _, DeliveryDelivered _, DeliveryCancelled _ ->
          List.of();
    };
  }

  private static List<Notice> driver(
      UserId driver, String code, OrderId order, String what, String body) {
    String title = "Delivery of order " + Wording.number(order) + " " + what;
    return List.of(new Notice(driver, "delivery." + code, title, body));
  }

  private static String sentence(String words) {
    return words.isEmpty() ? "" : words + " ";
  }
}

package dev.dizhtime.notification;

import dev.dizhtime.contracts.OrderId;
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
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderScheduled;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import java.util.List;

/**
 * Who is told what about an event. The kitchen's steps that nobody waits for, and what an order's
 * own event tells as well, are told to nobody.
 */
final class Wording {
  private static final int NUMBER_LENGTH = 8;
  private static final int MAX_NAME = 60;

  private Wording() {}

  static List<Notice> of(OrderEvent event) {
    return switch (event) {
      case OrderPlaced e ->
          customer(
              e,
              "placed",
              "was placed",
              "We have your order at "
                  + name(e.restaurantName())
                  + " for "
                  + Amounts.text(e.charges().total())
                  + ".");
      case OrderFunded e ->
          List.of(
              new Notice(
                  e.ownerId(),
                  "order.funded",
                  "New order " + number(e.orderId()) + " at " + name(e.restaurantName()),
                  "A new order of " + portions(e) + " waits for your answer."));
      case OrderAccepted e ->
          customer(e, "accepted", "was accepted", "The restaurant has accepted your order.");
      case OrderPreparing _ -> List.of();
      case OrderReady e ->
          customer(e, "ready", "is ready", "Your order is ready and waits for its driver.");
      case OrderPickedUp e ->
          customer(e, "picked-up", "is on its way", "The driver has your order and is on the way.");
      case OrderDelivered e ->
          customer(e, "delivered", "was delivered", "Your order was delivered. Enjoy!");
      case OrderSettled e ->
          customer(
              e,
              "settled",
              "is paid",
              "Your order is complete. You paid " + Amounts.text(e.charges().total()) + ".");
      case OrderRejected e ->
          customer(
              e,
              "rejected",
              "was refused",
              "The restaurant could not take your order; your "
                  + "money is yours again. Its words: "
                  + e.reason());
      case OrderScheduled e ->
          customer(
              e,
              "scheduled",
              "is scheduled",
              "Your order is paid for and will be prepared for " + e.scheduledFor() + ".");
      case OrderCancelled e ->
          customer(
              e,
              "cancelled",
              "was cancelled",
              "Your order was called off ("
                  + e.reason()
                  + "). You pay "
                  + Amounts.text(e.cost())
                  + ".");
      case OrderUndelivered e ->
          customer(
              e,
              "undelivered",
              "could not be handed over",
              "The driver was there and found nobody to take your order.");
      case OrderRefunded e ->
          customer(
              e,
              "refunded",
              "was refunded",
              "You get " + Amounts.text(e.amount()) + " back: " + e.reason());
      case OrderFailed e -> customer(e, "failed", "could not be placed", failure(e.reason()));
    };
  }

  static List<Notice> of(DeliveryEvent event) {
    return switch (event) {
      case DeliveryOffered e ->
          List.of(
              new Notice(
                  e.driverId(),
                  "delivery.offered",
                  "Delivery of order " + number(e.orderId()) + " is offered to you",
                  "A delivery near you waits for your answer until " + e.expiresAt() + "."));
      case DeliveryAssigned e ->
          List.of(
              new Notice(
                  e.driverId(),
                  "delivery.assigned",
                  "Delivery of order " + number(e.orderId()) + " is yours",
                  "Please go to the restaurant; the address is in your task."));
      case DeliveryUnassigned e ->
          List.of(
              new Notice(
                  e.driverId(),
                  "delivery.unassigned",
                  "Delivery of order " + number(e.orderId()) + " is no longer yours",
                  "Another driver is asked (" + e.reason() + ")."));
      case DeliveryRequested _,
          DeliveryPickedUp _,
          DeliveryDelivered _,
          DeliveryCancelled _,
          DeliveryAbandoned _,
          DeliveryUndeliverable _ ->
          List.of();
    };
  }

  static List<Notice> of(WalletToppedUp event) {
    String amount = Amounts.text(event.amount());
    return List.of(
        new Notice(
            event.userId(),
            "wallet.topped-up",
            amount + " in your wallet",
            "Your wallet was topped up with " + amount + "."));
  }

  private static List<Notice> customer(OrderEvent event, String code, String what, String body) {
    String title = "Your order " + number(event.orderId()) + " " + what;
    return List.of(new Notice(event.customerId(), "order." + code, title, body));
  }

  private static String failure(String reason) {
    String why =
        "INSUFFICIENT_FUNDS".equals(reason)
            ? "there is not enough money in your wallet"
            : "something went wrong on our side";
    return "Your order could not be placed, because " + why + ". No money was taken.";
  }

  private static String portions(OrderFunded event) {
    int portions = event.lines().stream().mapToInt(line -> line.quantity()).sum();
    return portions + (portions == 1 ? " item" : " items");
  }

  private static String name(String restaurant) {
    return PlainText.line(restaurant, MAX_NAME);
  }

  /** What people call an order. */
  private static String number(OrderId order) {
    return order.toString().substring(0, NUMBER_LENGTH);
  }
}

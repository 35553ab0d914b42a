package dev.dizhtime.notification;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.order.CancelledBy;
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
import dev.dizhtime.contracts.order.PaymentMethod;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is told what about an order, at most one notice each. The kitchen's steps that nobody waits
 * for are told to nobody.
 */
final class Wording {
  /** Reasons for which an order ends after the restaurant began it. */
  private static final Set<String> ON_THE_WAY = Set.of("DRIVER_LOST", "DRIVER_ABANDONED");

  private static final int NUMBER_LENGTH = 8;
  private static final int MAX_NAME = 60;

  private Wording() {}

  /**
   * The notices about an event.
   *
   * @param zones the clock on a restaurant's wall; asked only for what has a time to tell
   */
  static List<Notice> of(OrderEvent event, Function<RestaurantId, ZoneId> zones) {
    return switch (event) {
      case OrderPlaced e -> customer(e, "placed", "was placed", placed(e, zones));
      case OrderFunded e -> List.of(funded(e, zones));
      case OrderScheduled e ->
          customer(
              e,
              "scheduled",
              "is scheduled",
              "Your order is planned for "
                  + Times.at(e.scheduledFor(), zones.apply(e.restaurantId()))
                  + ". Until the restaurant takes it, you can call it off at no cost.");
      case OrderAccepted e ->
          customer(e, "accepted", "was accepted", "The restaurant has accepted your order.");
      case OrderPreparing _ -> List.of();
      case OrderReady e ->
          customer(e, "ready", "is ready", "Your order is ready and waits for its driver.");
      case OrderPickedUp e ->
          customer(
              e,
              "picked-up",
              "is on its way",
              "The driver has your order and is on the way. Have your delivery code at hand.");
      case OrderDelivered e ->
          customer(e, "delivered", "was delivered", "Your order was delivered. Enjoy!");
      case OrderSettled e -> customer(e, "settled", "is paid", settled(e));
      case OrderRejected e -> customer(e, "rejected", "was refused", rejected(e));
      case OrderCancelled e -> cancelled(e);
      case OrderUndelivered e ->
          customer(
              e,
              "undelivered",
              "could not be handed over",
              "The driver was there and could not reach you. You pay for the order, but not the"
                  + " tip.");
      case OrderRefunded e ->
          customer(
              e,
              "refunded",
              "was refunded",
              sentences(
                  "You get " + Amounts.text(e.amount()) + " back.",
                  Reasons.orOwnWords(e.reason())));
      case OrderFailed e -> failed(e);
    };
  }

  private static String placed(OrderPlaced event, Function<RestaurantId, ZoneId> zones) {
    String what =
        "We have your order at "
            + name(event.restaurantName())
            + " for "
            + Amounts.text(event.charges().total());
    String when = when(event.scheduledFor(), event.restaurantId(), zones);
    return what + when + "." + (inCash(event.payment()) ? " Please pay the driver in cash." : "");
  }

  private static Notice funded(OrderFunded event, Function<RestaurantId, ZoneId> zones) {
    String when = when(event.scheduledFor(), event.restaurantId(), zones);
    return new Notice(
        event.ownerId(),
        "order.funded",
        "New order " + number(event.orderId()) + " at " + name(event.restaurantName()),
        "A new order of " + portions(event) + when + " waits for your answer.",
        event.restaurantId());
  }

  private static String settled(OrderSettled event) {
    return "Your order is complete. You paid " + Amounts.text(event.charges().total()) + ".";
  }

  private static String rejected(OrderRejected event) {
    return sentences(
        "The restaurant could not take your order; you pay nothing.",
        Reasons.orOwnWords(event.reason()));
  }

  /** The customer is told, and so is the restaurant unless it was the one who called it off. */
  private static List<Notice> cancelled(OrderCancelled event) {
    String who =
        switch (event.by()) {
          case CUSTOMER -> "You called your order off.";
          case RESTAURANT -> "The restaurant had to call your order off.";
          case PLATFORM -> "We had to call your order off.";
        };
    String why = event.by() == CancelledBy.CUSTOMER ? "" : Reasons.orOwnWords(event.reason());
    List<Notice> notices =
        new ArrayList<>(
            customer(event, "cancelled", "was cancelled", sentences(who, why, cost(event.cost()))));
    if (event.by() != CancelledBy.RESTAURANT) {
      String reason = Reasons.order(event.reason());
      notices.add(
          new Notice(
              event.ownerId(),
              "order.cancelled",
              "Order " + number(event.orderId()) + " was cancelled",
              sentences(
                  event.by() == CancelledBy.CUSTOMER ? "The customer called it off." : reason,
                  "Do not begin it, or stop if you have begun. What is due to you for it is in"
                      + " your statement."),
              event.restaurantId()));
    }
    return notices;
  }

  private static String cost(Money cost) {
    return cost.amountMinor() == 0
        ? "You pay nothing."
        : "You pay " + Amounts.text(cost) + "; the rest is yours again.";
  }

  private static List<Notice> failed(OrderFailed event) {
    String why = Reasons.order(event.reason());
    if (ON_THE_WAY.contains(event.reason())) {
      return customer(
          event,
          "failed",
          "can't be delivered",
          sentences("We are sorry.", why, "You pay nothing."));
    }
    return customer(
        event,
        "failed",
        "could not be placed",
        sentences(
            why.isEmpty() ? "Something went wrong on our side." : why, "No money was taken."));
  }

  private static List<Notice> customer(OrderEvent event, String code, String what, String body) {
    String title = "Your order " + number(event.orderId()) + " " + what;
    return List.of(new Notice(event.customerId(), "order." + code, title, body));
  }

  private static String when(
      Instant scheduledFor, RestaurantId restaurant, Function<RestaurantId, ZoneId> zones) {
    return scheduledFor == null ? "" : " for " + Times.at(scheduledFor, zones.apply(restaurant));
  }

  private static String portions(OrderFunded event) {
    int portions = event.lines().stream().mapToInt(line -> line.quantity()).sum();
    return portions + (portions == 1 ? " item" : " items");
  }

  private static boolean inCash(PaymentMethod payment) {
    return payment == PaymentMethod.CASH;
  }

  private static String sentences(String... sentences) {
    return String.join(" ", List.of(sentences).stream().filter(each -> !each.isEmpty()).toList());
  }

  private static String name(String restaurant) {
    return PlainText.line(restaurant, MAX_NAME);
  }

  /** What people call an order: the end of its id, as pages show it; the beginning is a time. */
  static String number(OrderId order) {
    String id = order.toString();
    return id.substring(id.length() - NUMBER_LENGTH);
  }
}

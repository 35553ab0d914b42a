package dev.dizhtime.notification;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One order with its people, and what may happen to it. */
record Samples(
    OrderId order, UserId customer, RestaurantId restaurant, UserId owner, UserId driver) {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final Place DROPOFF = new Place("2 Side Street", new GeoPoint(40.7, -74));

  static Samples fresh() {
    return new Samples(
        new OrderId(UUID.randomUUID()),
        new UserId(UUID.randomUUID()),
        new RestaurantId(UUID.randomUUID()),
        new UserId(UUID.randomUUID()),
        new UserId(UUID.randomUUID()));
  }

  static UserRegistered registered(UserId user, String email, String name) {
    return new UserRegistered(user, email, name, List.of("customer"), AT);
  }

  OrderPlaced placed(String restaurantName) {
    return new OrderPlaced(
        order,
        customer,
        restaurant,
        owner,
        restaurantName,
        lines(),
        charges(),
        DROPOFF,
        AT,
        PaymentMethod.WALLET,
        null);
  }

  OrderFunded funded(String restaurantName) {
    return new OrderFunded(
        order,
        customer,
        restaurant,
        owner,
        restaurantName,
        lines(),
        charges(),
        DROPOFF,
        AT,
        PaymentMethod.WALLET,
        null);
  }

  OrderAccepted accepted() {
    return new OrderAccepted(order, customer, restaurant, owner, AT);
  }

  OrderPreparing preparing() {
    return new OrderPreparing(order, customer, restaurant, owner, AT);
  }

  OrderReady ready() {
    return new OrderReady(order, customer, restaurant, owner, AT);
  }

  OrderPickedUp pickedUp() {
    return new OrderPickedUp(order, customer, restaurant, owner, driver, AT);
  }

  OrderDelivered delivered() {
    return new OrderDelivered(order, customer, restaurant, owner, driver, AT);
  }

  OrderSettled settled() {
    return new OrderSettled(order, customer, restaurant, owner, charges(), AT);
  }

  OrderRejected rejected(String reason) {
    return new OrderRejected(order, customer, restaurant, owner, reason, AT);
  }

  OrderFailed failed(String reason) {
    return new OrderFailed(order, customer, restaurant, owner, reason, AT);
  }

  DeliveryOffered offered() {
    return new DeliveryOffered(new TaskId(UUID.randomUUID()), order, driver, AT, AT);
  }

  DeliveryAssigned assigned() {
    return new DeliveryAssigned(new TaskId(UUID.randomUUID()), order, driver, AT);
  }

  WalletToppedUp toppedUp(Money amount) {
    return new WalletToppedUp(customer, new TransferId(UUID.randomUUID()), amount, AT);
  }

  private static List<OrderLine> lines() {
    var item = new MenuItemId(UUID.randomUUID());
    return List.of(new OrderLine(item, "Margherita", new Money(1_000, "USD"), 2));
  }

  private static Charges charges() {
    return new Charges(
        new Money(2_000, "USD"),
        new Money(399, "USD"),
        new Money(178, "USD"),
        new Money(200, "USD"));
  }
}

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
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderLine;
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
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.PayoutPaid;
import dev.dizhtime.contracts.wallet.TopUpChargedBack;
import dev.dizhtime.contracts.wallet.TopUpDeclined;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import java.time.Duration;
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
        null,
        false);
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

  OrderPlaced inCashFor(Instant scheduledFor) {
    return new OrderPlaced(
        order,
        customer,
        restaurant,
        owner,
        "Anna",
        lines(),
        charges(),
        DROPOFF,
        AT,
        PaymentMethod.CASH,
        scheduledFor);
  }

  OrderScheduled scheduled(Instant scheduledFor) {
    return new OrderScheduled(order, customer, restaurant, owner, scheduledFor, AT);
  }

  OrderCancelled cancelled(CancelledBy by, String reason, long costMinor) {
    Money cost = new Money(costMinor, "USD");
    return new OrderCancelled(order, customer, restaurant, owner, by, reason, cost, AT);
  }

  OrderUndelivered undelivered() {
    return new OrderUndelivered(
        order, customer, restaurant, owner, driver, "CUSTOMER_UNREACHABLE", AT);
  }

  OrderRefunded refunded(String reason) {
    var refund = new TransferId(UUID.randomUUID());
    Money amount = new Money(500, "USD");
    return new OrderRefunded(order, customer, restaurant, owner, refund, amount, reason, AT);
  }

  DeliveryUnassigned unassigned(String reason) {
    return new DeliveryUnassigned(new TaskId(UUID.randomUUID()), order, driver, reason, AT);
  }

  DeliveryAbandoned abandoned(String reason) {
    return new DeliveryAbandoned(new TaskId(UUID.randomUUID()), order, driver, reason, AT);
  }

  DeliveryUndeliverable undeliverable() {
    return new DeliveryUndeliverable(
        new TaskId(UUID.randomUUID()), order, driver, "CUSTOMER_UNREACHABLE", AT);
  }

  TopUpDeclined declined(String reason) {
    return new TopUpDeclined(customer, UUID.randomUUID(), new Money(5_000, "EUR"), reason, AT);
  }

  TopUpChargedBack chargedBack() {
    var transfer = new TransferId(UUID.randomUUID());
    return new TopUpChargedBack(customer, UUID.randomUUID(), transfer, new Money(5_000, "EUR"), AT);
  }

  PayoutPaid paidOut(Party payee) {
    UUID paid = payee == Party.RESTAURANT ? restaurant.value() : driver.value();
    Instant end = AT.plus(Duration.ofDays(7));
    return new PayoutPaid(UUID.randomUUID(), payee, paid, new Money(9_950, "USD"), AT, end, end);
  }

  /** The restaurant, in New York. */
  RestaurantPublished published(String name, long version) {
    return new RestaurantPublished(
        restaurant,
        version,
        owner,
        name,
        "Pizza",
        DROPOFF,
        "America/New_York",
        "USD",
        null,
        true,
        List.of(),
        AT);
  }

  OrderFailed failed(String reason) {
    return new OrderFailed(order, customer, restaurant, owner, reason, AT);
  }

  DeliveryOffered offered() {
    return new DeliveryOffered(
        new TaskId(UUID.randomUUID()), order, driver, AT.plusSeconds(30), AT);
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

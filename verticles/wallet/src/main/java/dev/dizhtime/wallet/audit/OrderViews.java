package dev.dizhtime.wallet.audit;

import dev.dizhtime.contracts.order.Charges;
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
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderScheduled;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.List;

/** Keeps what the wallet must know of orders and restaurants. */
public final class OrderViews {
  private static final List<Class<? extends OrderEvent>> EVENTS =
      List.of(
          OrderPlaced.class,
          OrderScheduled.class,
          OrderFunded.class,
          OrderAccepted.class,
          OrderPreparing.class,
          OrderReady.class,
          OrderPickedUp.class,
          OrderDelivered.class,
          OrderSettled.class,
          OrderRejected.class,
          OrderFailed.class,
          OrderCancelled.class,
          OrderUndelivered.class);

  private OrderViews() {}

  /** Has the consumer keep the tables. */
  public static InboxConsumer bind(InboxConsumer consumer) {
    EVENTS.forEach(type -> consumer.on(type, OrderViews::store));
    return consumer.on(RestaurantPublished.class, OrderViews::store);
  }

  /** An order that came to its end stays there, also when an older event is told again. */
  private static void store(Tx tx, OrderEvent event) {
    Charges charges = charges(event);
    tx.update(
        """
        INSERT INTO audited_order AS o
          (order_id, state, total, discount, currency, open, closed_at)
        VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6 THEN NULL ELSE now() END)
        ON CONFLICT (order_id) DO UPDATE SET
          state = CASE WHEN o.open THEN excluded.state ELSE o.state END,
          total = coalesce(excluded.total, o.total),
          discount = coalesce(excluded.discount, o.discount),
          currency = coalesce(excluded.currency, o.currency),
          open = o.open AND excluded.open,
          closed_at = coalesce(o.closed_at, excluded.closed_at)
        """,
        event.orderId().value(),
        state(event),
        charges == null ? null : charges.total().amountMinor(),
        charges == null ? null : charges.discount().amountMinor(),
        charges == null ? null : charges.items().currency(),
        !ended(event));
  }

  private static Charges charges(OrderEvent event) {
    return switch (event) {
      case OrderPlaced placed -> placed.charges();
      case OrderFunded funded -> funded.charges();
      case OrderSettled settled -> settled.charges();
      default -> null;
    };
  }

  private static boolean ended(OrderEvent event) {
    return switch (event) {
      case OrderSettled _, OrderRejected _, OrderFailed _, OrderCancelled _, OrderUndelivered _ ->
          true;
      default -> false;
    };
  }

  /** The event's name without "Order", e.g. SETTLED. */
  private static String state(OrderEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .substring("Order".length())
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(java.util.Locale.ROOT);
  }

  private static void store(Tx tx, RestaurantPublished restaurant) {
    tx.update(
        """
        INSERT INTO restaurant_owner AS r (restaurant_id, owner_id, name, version)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (restaurant_id) DO UPDATE SET
          owner_id = excluded.owner_id, name = excluded.name, version = excluded.version
        WHERE r.version < excluded.version
        """,
        restaurant.restaurantId().value(),
        restaurant.ownerId().value(),
        restaurant.name(),
        restaurant.version());
  }
}

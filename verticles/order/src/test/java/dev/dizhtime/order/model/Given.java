package dev.dizhtime.order.model;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order to begin a scenario with. */
public final class Given {
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  public static final UserId CUSTOMER = new UserId(new UUID(1, 1));
  public static final UserId OWNER = new UserId(new UUID(1, 2));
  public static final UserId DRIVER = new UserId(new UUID(1, 3));
  public static final UserId OTHER_DRIVER = new UserId(new UUID(1, 4));
  public static final RestaurantId RESTAURANT = new RestaurantId(new UUID(2, 1));

  static final Instant TOMORROW = NOW.plusSeconds(86_400);

  private static final int COMMISSION_BASIS_POINTS = 1_500;

  private Given() {}

  /** Dollars in cents. */
  public static Money usd(long cents) {
    return new Money(cents, "USD");
  }

  /** Two pizzas for 20.01, brought for 3.19, taxed 1.78, tipped 2.50. */
  public static Terms terms() {
    return new Terms(
        new QuoteId(new UUID(3, 1)),
        CUSTOMER,
        RESTAURANT,
        OWNER,
        "Luigi's",
        List.of(
            new OrderLine(new MenuItemId(new UUID(4, 1)), "Margherita", usd(900), 1),
            new OrderLine(new MenuItemId(new UUID(4, 2)), "Diavola", usd(1_101), 1)),
        new Charges(usd(2_001), usd(319), usd(178), usd(250)),
        new Place("1 Kitchen St", new GeoPoint(40.70, -74.00)),
        new Place("2 Home St", new GeoPoint(40.71, -74.00)));
  }

  /** The same, paid in cash. */
  static Terms cash() {
    return with(terms(), PaymentMethod.CASH, null);
  }

  /** The same, for later. */
  static Terms later(Instant scheduledFor) {
    return with(terms(), PaymentMethod.WALLET, scheduledFor);
  }

  static Terms with(Terms terms, PaymentMethod payment, Instant scheduledFor) {
    return with(terms, terms.charges(), payment, scheduledFor);
  }

  static Terms with(Charges charges) {
    return with(terms(), charges, PaymentMethod.WALLET, null);
  }

  private static Terms with(
      Terms terms, Charges charges, PaymentMethod payment, Instant scheduledFor) {
    return new Terms(
        terms.quoteId(),
        terms.customerId(),
        terms.restaurantId(),
        terms.ownerId(),
        terms.restaurantName(),
        terms.lines(),
        charges,
        terms.pickup(),
        terms.dropoff(),
        payment,
        scheduledFor);
  }

  static Order placed() {
    return placed(terms());
  }

  static Order placed(Terms terms) {
    return Order.placed(
        new OrderId(new UUID(5, 1)),
        terms,
        COMMISSION_BASIS_POINTS,
        new Codes("1234", "5678"),
        new Origin("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "request-1"),
        NOW);
  }

  /** An order that has come to this state by the shortest way. */
  static Order orderIn(OrderState state) {
    Order held = placed(state == OrderState.SCHEDULED ? later(TOMORROW) : terms());
    Order order = held.in(state).with(Funds.RESERVED);
    return switch (state) {
      case PLACED -> held;
      case SCHEDULED, FUNDS_RESERVED, ACCEPTED, PREPARING -> order;
      case READY, PICKED_UP -> order.drivenBy(DRIVER);
      case DELIVERED -> owed(order.drivenBy(DRIVER)).with(Funds.CAPTURING);
      case SETTLED -> owed(order.drivenBy(DRIVER)).with(Funds.CAPTURED);
      case UNDELIVERED -> owed(order.drivenBy(DRIVER)).with(Funds.CAPTURING);
      case REJECTED -> order.with(Funds.RELEASING);
      case FAILED -> order.with(Funds.REFUSED);
      case CANCELLED ->
          held.with(Funds.RELEASING)
              .cancelled(
                  new Cancellation(
                      CancelledBy.PLATFORM, "NO_DRIVER", usd(0), OrderState.PREPARING));
    };
  }

  /** With what it comes to. */
  static Order owed(Order order) {
    return order.with(order.purse().coming(Payout.delivered(order, DRIVER)));
  }
}

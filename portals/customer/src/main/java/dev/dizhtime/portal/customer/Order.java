package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An order, as the platform answers it to its customer. */
record Order(
    String orderId,
    String state,
    String customerId,
    String restaurantId,
    String restaurantName,
    List<OrderLine> lines,
    Quote.Sums charges,
    Money total,
    Place dropoff,
    String note,
    String payment,
    Instant scheduledFor,
    Cancellation cancellation,
    Money cancellationCost,
    String deliveryCode,
    List<Refund> refunds,
    Instant placedAt) {
  private static final Set<String> FINAL_STATES =
      Set.of("SETTLED", "REJECTED", "FAILED", "CANCELLED", "UNDELIVERED");
  private static final Set<String> CODE_STATES =
      Set.of("ACCEPTED", "PREPARING", "READY", "PICKED_UP");

  /** Reasons that have a sentence in the texts, below "reason.". */
  static final Set<String> REASONS =
      Set.of(
          "CUSTOMER_CANCELLED",
          "NO_DRIVER",
          "RESTAURANT_TIMEOUT",
          "RESTAURANT_CLOSED",
          "KITCHEN_TIMEOUT",
          "ITEM_SOLD_OUT",
          "DRIVER_LOST",
          "DRIVER_ABANDONED",
          "CUSTOMER_UNREACHABLE",
          "OPERATOR",
          "INSUFFICIENT_FUNDS",
          "UNKNOWN_ACCOUNT",
          "FUNDS_TIMEOUT",
          "FUNDS_EXPIRED");

  private static final Set<String> PARTIES = Set.of("CUSTOMER", "RESTAURANT", "PLATFORM");

  /** Who called it off, why, and what it cost. */
  record Cancellation(String by, String reason, Money cost) {}

  /** Money that went back after it was paid. */
  record Refund(String refundId, Money amount, String reason, String state, Instant at) {}

  Order {
    lines = lines == null ? List.of() : List.copyOf(lines);
    refunds = refunds == null ? List.of() : List.copyOf(refunds);
  }

  /** Whether nothing more will happen to it. */
  public boolean over() {
    return FINAL_STATES.contains(state);
  }

  /** Whether it is over without having been delivered. */
  public boolean ended() {
    return over() && !"SETTLED".equals(state);
  }

  /** How it ended, as the texts below "ended." name it. */
  public String ending() {
    boolean byWhom = "CANCELLED".equals(state) && cancellation != null;
    return byWhom && PARTIES.contains(cancellation.by) ? state + "." + cancellation.by : state;
  }

  /** Whether the driver will ask for the code. */
  public boolean codeShown() {
    return deliveryCode != null && CODE_STATES.contains(state);
  }

  /** Why it ended, if it is one of the known reasons; else null. */
  public String reasonCode() {
    return cancellation != null && REASONS.contains(cancellation.reason)
        ? cancellation.reason
        : null;
  }

  /** Why it ended in somebody's own words; null when there are none. */
  public String reasonWords() {
    boolean words =
        cancellation != null
            && cancellation.reason != null
            && !cancellation.reason.isBlank()
            && !cancellation.reason.matches("[A-Z]+(_[A-Z]+)*");
    return words ? cancellation.reason : null;
  }
}

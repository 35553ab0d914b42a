package dev.dizhtime.portal.restaurant;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An order, as the platform answers it to the restaurant's owner. */
record Order(
    String orderId,
    String state,
    String restaurantName,
    List<OrderLine> lines,
    Money total,
    Place dropoff,
    String note,
    String payment,
    Instant scheduledFor,
    Instant answerBy,
    String pickupCode,
    List<Refund> refunds,
    Instant placedAt) {
  private static final Set<String> REFUNDABLE = Set.of("SETTLED", "UNDELIVERED");
  private static final Set<String> CODE_STATES = Set.of("ACCEPTED", "PREPARING", "READY");

  /** Money that went back after it was paid. */
  record Refund(String refundId, Money amount, String reason, String state, Instant at) {}

  Order {
    lines = lines == null ? List.of() : List.copyOf(lines);
    refunds = refunds == null ? List.of() : List.copyOf(refunds);
  }

  /** The step that comes next from the restaurant, or null. */
  public String next() {
    return switch (state) {
      case "FUNDS_RESERVED" -> "acceptance";
      case "ACCEPTED" -> "preparation";
      case "PREPARING" -> "readiness";
      default -> null;
    };
  }

  /** Whether the restaurant has not answered yet. */
  public boolean incoming() {
    return "FUNDS_RESERVED".equals(state);
  }

  /** Whether it may still be refused; later it is called off. */
  public boolean rejectable() {
    return incoming() || "SCHEDULED".equals(state);
  }

  /** Whether the restaurant has taken it and still has it. */
  public boolean inHand() {
    return CODE_STATES.contains(state);
  }

  /** Whether the driver will ask for the code. */
  public boolean codeShown() {
    return pickupCode != null && inHand();
  }

  /** Whether money of it can be given back. */
  public boolean refundable() {
    return REFUNDABLE.contains(state);
  }
}

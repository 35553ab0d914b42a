package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import java.time.Instant;

/**
 * A task, as the platform answers it.
 *
 * @param collect what the customer pays in cash; null for nothing
 * @param handoff the hand-off that is next; null when none is
 * @param arrivedAt when the driver said that they are at the door; null before
 * @param unreachableFrom from when on the driver may give up; null when that is not the question
 */
record Task(
    String taskId,
    String orderId,
    String state,
    String restaurantName,
    Place pickup,
    Place dropoff,
    Money fee,
    Money tip,
    Money collect,
    boolean ready,
    Instant offerExpiresAt,
    Handoff handoff,
    Instant arrivedAt,
    Instant unreachableFrom) {

  /** Whether a code is asked for, and how many wrong ones there may still be. */
  record Handoff(String kind, boolean codeNeeded, int triesLeft, boolean locked) {}

  /** What the driver does next, or null while waiting. */
  public String next() {
    return switch (state) {
      case "OFFERED" -> "acceptance";
      case "ASSIGNED" -> ready ? "pickup" : null;
      case "PICKED_UP" -> "dropoff";
      default -> null;
    };
  }

  /** Whether the next step needs a code that the driver has not. */
  public boolean codeNeeded() {
    return next() != null && handoff != null && handoff.codeNeeded();
  }

  /** Whether it may still be declined. */
  public boolean offered() {
    return "OFFERED".equals(state);
  }

  /** Whether the driver has the order with them. */
  public boolean carried() {
    return "PICKED_UP".equals(state);
  }

  /** Whether the driver has promised to bring it. */
  public boolean inHand() {
    return "ASSIGNED".equals(state) || carried();
  }
}

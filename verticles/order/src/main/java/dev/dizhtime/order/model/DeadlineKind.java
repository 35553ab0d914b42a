package dev.dizhtime.order.model;

import java.time.Duration;
import java.util.Locale;

/** What an order may wait for. */
public enum DeadlineKind {
  /** The wallet's answer about a hold. */
  FUNDS(Duration.ofSeconds(15), true),
  /** The time to ask the restaurant about an order for later. */
  START(Duration.ofMinutes(1), false),
  /** The restaurant's yes or no. */
  ANSWER(Duration.ofMinutes(10), false),
  /** The kitchen. */
  KITCHEN(Duration.ofMinutes(60), false),
  /** A driver who takes it. */
  DRIVER(Duration.ofMinutes(15), false),
  /** The assigned driver at a restaurant that is ready. */
  PICKUP(Duration.ofMinutes(20), false),
  /** An accepted order's being picked up at all, by whomever. */
  FETCHING(Duration.ofHours(2), false),
  /** The driver at the customer's door. */
  DROPOFF(Duration.ofMinutes(90), false),
  /** The wallet's answer about paying out. */
  CAPTURE(Duration.ofSeconds(15), true),
  /** The wallet's answer about letting go. */
  RELEASE(Duration.ofSeconds(15), true),
  /** The wallet's answer about a refund or a compensation. */
  ADJUSTMENT(Duration.ofSeconds(15), true);

  private final Duration usual;
  private final boolean repeats;

  DeadlineKind(Duration usual, boolean repeats) {
    this.usual = usual;
    this.repeats = repeats;
  }

  /** How long the first wait is where an operator says nothing else. */
  public Duration usual() {
    return usual;
  }

  /** Whether it is set again, later each time, until an answer comes. */
  public boolean repeats() {
    return repeats;
  }

  /**
   * Whether it is people who are waited for. What they have done may be known elsewhere already, so
   * such a wait ends only when all was heard that was said until its end, and time in which nothing
   * could be heard is added to it.
   */
  public boolean ofPeople() {
    return !repeats && this != START;
  }

  /** In words, for the saga log. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }
}

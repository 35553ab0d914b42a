package dev.dizhtime.order.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An offer to one customer, good until it expires.
 *
 * @param expiresAt the first instant at which it is good no more
 * @param promotionCode the promotion that gives the discount; null for none
 * @param choices the ids of the options of each line, sorted; shorter than the lines for quotes
 *     without any
 * @param counted whether the restaurant counted something of it when the quote was made
 */
public record Quote(
    Terms terms,
    Instant expiresAt,
    String promotionCode,
    List<List<String>> choices,
    boolean counted) {
  /** How long a quote is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  public Quote {
    choices = choices == null ? List.of() : choices.stream().map(List::copyOf).toList();
  }

  /** Of items as they come, of which nobody counts any, without a promotion. */
  public Quote(Terms terms, Instant expiresAt) {
    this(terms, expiresAt, null, List.of(), false);
  }

  /** Whether it is good no more. */
  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** The options of a line. */
  List<String> choice(int line) {
    return line < choices.size() ? choices.get(line) : List.of();
  }
}

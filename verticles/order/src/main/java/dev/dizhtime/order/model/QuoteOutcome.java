package dev.dizhtime.order.model;

/** What comes of asking for a price. */
public sealed interface QuoteOutcome {
  /** The price holds until the quote expires. */
  record Quoted(Quote quote) implements QuoteOutcome {}

  /**
   * This can't be ordered.
   *
   * @param field of the request, e.g. {@code items[0].itemId}
   * @param reason goes on after the field's name, e.g. "is not on the menu"
   */
  record Refused(String field, String reason) implements QuoteOutcome {}
}

package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.Obstacle;
import dev.dizhtime.order.model.Order;

/** What comes of placing an order. */
public sealed interface PlaceOutcome {
  /** It is placed; its money is asked for. */
  record Placed(Order order) implements PlaceOutcome {}

  /**
   * The quote is altered, someone else's, or expired.
   *
   * @param reason goes on after the word "quote"
   */
  record QuoteRefused(String reason) implements PlaceOutcome {}

  /** What the quote offers has gone since it was made. */
  record NotToBeHad(Obstacle obstacle) implements PlaceOutcome {}

  /** An order was placed from this quote before. */
  record QuoteUsed() implements PlaceOutcome {}
}

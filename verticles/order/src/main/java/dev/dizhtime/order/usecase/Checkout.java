package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.model.Obstacle;
import dev.dizhtime.order.model.Quote;
import java.time.Instant;
import java.util.Optional;

/**
 * What a quote needs besides a new order, inside the transaction that places it: the restaurant as
 * it is now, its promotion, and what was chosen, for ordering it again.
 */
@FunctionalInterface
public interface Checkout {
  /**
   * Takes what the quote needs.
   *
   * @return what stands in the way; whatever was taken is then to be rolled back
   */
  Optional<Obstacle> take(OrderId orderId, Quote quote, Instant now);
}

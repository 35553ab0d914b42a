package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.OrderState;
import java.util.Map;

/** Numbers about all orders, cheap enough to be asked for every few seconds. */
public interface OrderStatistics {
  /** A state with more orders is reported with this number. */
  int MAX_COUNTED = 10_000;

  /** How many orders are in each state, {@value #MAX_COUNTED} at most. */
  Map<OrderState, Long> countByState();

  /** How long ago the oldest order was placed that is still open, in seconds; 0 without any. */
  double oldestOpenSeconds();

  /**
   * How long ago, in seconds, the oldest open order of each state was placed; states without one
   * are left out.
   */
  Map<OrderState, Double> oldestOpenSecondsByState();

  /** How many orders an operator should look at, {@value #MAX_COUNTED} at most. */
  long needingAttention();
}

package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import java.util.List;

/** What was chosen in orders, by id, beyond the words that the order itself keeps. */
@FunctionalInterface
public interface Baskets {
  /** The ids of the options of each line; shorter than the lines for orders without any. */
  List<List<String>> choices(OrderId orderId);
}

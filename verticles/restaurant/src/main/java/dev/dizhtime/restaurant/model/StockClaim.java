package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.OrderId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an open order took of a restaurant's stock, to be put back if it comes to nothing.
 *
 * @param parts 1 or more; only of items that were counted when it was taken
 */
public record StockClaim(OrderId orderId, List<Part> parts) {
  /**
   * So many of one item.
   *
   * @param quantity on all lines together, 1 or more
   */
  public record Part(MenuItemId itemId, int quantity) {}

  public StockClaim {
    parts = List.copyOf(parts);
  }

  /** How the stock changes when this is taken (-1) or put back (1). */
  public Map<MenuItemId, Integer> times(int sign) {
    return parts.stream().collect(Collectors.toMap(Part::itemId, each -> sign * each.quantity()));
  }
}

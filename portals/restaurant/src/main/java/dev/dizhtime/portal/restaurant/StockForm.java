package dev.dizhtime.portal.restaurant;

import java.util.HashMap;
import java.util.Map;

/**
 * How many are left of an item, as it is typed on the menu.
 *
 * @param itemId which one
 * @param stock as typed; "" when nobody counts
 * @param available whether it is to be had at all
 */
record StockForm(String itemId, String stock, boolean available) {
  private static final int MAX = 1_000_000;

  /** Whether it is a number that the platform takes, or none. */
  boolean readable() {
    return stock.isEmpty() || stock.matches("\\d{1,7}") && Integer.parseInt(stock) <= MAX;
  }

  /** As the platform takes it; only when it can be read. */
  Map<String, Object> body() {
    Map<String, Object> body = new HashMap<>();
    body.put("stock", stock.isEmpty() ? null : Integer.valueOf(stock));
    body.put("available", available);
    return body;
  }
}

package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import java.util.List;

/**
 * What a customer would like to have.
 *
 * @param items 1 to 50
 * @param tip for the driver; null for none
 */
public record QuoteRequest(
    UserId customerId,
    RestaurantId restaurantId,
    List<WantedItem> items,
    Place dropoff,
    Money tip) {
  public QuoteRequest {
    items = List.copyOf(items);
  }

  /**
   * One item and how many of it.
   *
   * @param quantity 1 to 99
   */
  public record WantedItem(MenuItemId itemId, int quantity) {}
}

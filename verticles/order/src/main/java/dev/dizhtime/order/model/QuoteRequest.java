package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.PaymentMethod;
import java.time.Instant;
import java.util.List;

/**
 * What a customer would like to have.
 *
 * @param items 1 to 50
 * @param tip for the driver; null for none
 * @param payment the wallet when absent
 * @param scheduledFor when to have it; null for as soon as possible
 * @param promotionCode null for none
 */
public record QuoteRequest(
    UserId customerId,
    RestaurantId restaurantId,
    List<WantedItem> items,
    Place dropoff,
    Money tip,
    PaymentMethod payment,
    Instant scheduledFor,
    String promotionCode) {
  public QuoteRequest {
    items = List.copyOf(items);
    payment = payment == null ? PaymentMethod.WALLET : payment;
  }

  /** From the wallet, as soon as possible, without a promotion. */
  public QuoteRequest(
      UserId customerId,
      RestaurantId restaurantId,
      List<WantedItem> items,
      Place dropoff,
      Money tip) {
    this(customerId, restaurantId, items, dropoff, tip, PaymentMethod.WALLET, null, null);
  }

  /**
   * One item and how many of it.
   *
   * @param quantity 1 to 99
   * @param options ids of what is chosen with it, in any order
   */
  public record WantedItem(MenuItemId itemId, int quantity, List<String> options) {
    public WantedItem {
      options = options == null ? List.of() : List.copyOf(options);
    }

    /** As it comes. */
    public WantedItem(MenuItemId itemId, int quantity) {
      this(itemId, quantity, List.of());
    }
  }
}

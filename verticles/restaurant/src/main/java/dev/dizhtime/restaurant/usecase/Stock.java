package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.StockRefused;
import dev.dizhtime.contracts.restaurant.StockTaken;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.model.StockClaim;
import java.util.Optional;

/**
 * What is left in restaurants, and what open orders took. Each method that writes does it in one
 * piece, and returns false, with nothing written, when another was first. All may wait; they throw
 * when the store does not answer.
 */
public interface Stock {
  /**
   * A restaurant as one order finds it.
   *
   * @param claim what the order took and has not given back
   * @param ended whether the order takes nothing any more, whatever still comes
   */
  record Shelf(Restaurant restaurant, Optional<StockClaim> claim, boolean ended) {}

  /** Empty when there is no such restaurant. */
  Optional<Shelf> find(RestaurantId restaurantId, OrderId orderId);

  /**
   * Takes stock for an order that has none and has not ended.
   *
   * @param answer for an order that waits for it
   */
  boolean take(Change change, StockClaim claim, Optional<StockTaken> answer);

  /** Answers an order of which nothing is counted any more and that waits for an answer. */
  boolean confirm(StockTaken answer);

  /** Answers an order that there is not enough, and ends it. */
  boolean refuse(StockRefused answer);

  /** Puts back what an order took, and ends it. */
  boolean putBack(Change change, OrderId orderId);

  /** Ends an order, keeping what it took. */
  boolean end(RestaurantId restaurantId, OrderId orderId);
}

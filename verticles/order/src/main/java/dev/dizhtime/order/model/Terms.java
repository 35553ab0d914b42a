package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import java.util.List;

/**
 * What customer and platform agree on: who gets what from whom, where to, for how much. Fixed when
 * the quote is made; an order keeps it unchanged to its end.
 *
 * @param quoteId of the quote; at most one order has it
 * @param ownerId of the restaurant, who answers the order
 * @param pickup where the restaurant is
 */
public record Terms(
    QuoteId quoteId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String restaurantName,
    List<OrderLine> lines,
    Charges charges,
    Place pickup,
    Place dropoff) {
  public Terms {
    lines = List.copyOf(lines);
  }
}

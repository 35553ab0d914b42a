package dev.dizhtime.contracts.restaurant;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * The restaurant has enough left for an order, and has set it aside. Said only to orders that wait
 * for it, also when nobody counts their things any more.
 */
@MessageType(value = "dizhtime.restaurant.stock-taken.v1", topic = Topic.ORDER_REPLIES)
public record StockTaken(OrderId orderId, RestaurantId restaurantId, Instant at)
    implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}

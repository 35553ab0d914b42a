package dev.dizhtime.contracts.restaurant;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;
import java.util.List;

/**
 * The restaurant has not enough left of something that was ordered. Nothing was taken from its
 * stock; when there is enough, {@link StockTaken} is said to those who wait for it.
 *
 * @param itemIds what is missing, 1 or more
 */
@MessageType(value = "dizhtime.restaurant.stock-refused.v1", topic = Topic.ORDER_REPLIES)
public record StockRefused(
    OrderId orderId, RestaurantId restaurantId, List<MenuItemId> itemIds, Instant at)
    implements Message {
  public StockRefused {
    itemIds = List.copyOf(itemIds);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}

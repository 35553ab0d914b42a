package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;

/** The money of an order is reserved: the restaurant may answer it. */
@MessageType(value = "dizhtime.order.funded.v1", topic = Topic.ORDERS)
public record OrderFunded(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String restaurantName,
    List<OrderLine> lines,
    Charges charges,
    Place dropoff,
    Instant at)
    implements OrderEvent {
  public OrderFunded {
    lines = List.copyOf(lines);
  }
}

package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The restaurant refused the order; the reserved money goes back.
 *
 * @param reason the restaurant's words for the customer, up to 300 characters
 */
@MessageType(value = "dizhtime.order.rejected.v1", topic = Topic.ORDERS)
public record OrderRejected(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String reason,
    Instant at)
    implements OrderEvent {}

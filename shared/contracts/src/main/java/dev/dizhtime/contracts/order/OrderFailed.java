package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The order could not be carried out; no money was taken.
 *
 * @param reason a code, e.g. {@code INSUFFICIENT_FUNDS}
 */
@MessageType(value = "dizhtime.order.failed.v1", topic = Topic.ORDERS)
public record OrderFailed(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String reason,
    Instant at)
    implements OrderEvent {}

package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The driver brought the order and nobody took it; the customer pays for it, without the tip.
 *
 * @param reason a code, e.g. {@code CUSTOMER_UNREACHABLE}
 */
@MessageType(value = "dizhtime.order.undelivered.v1", topic = Topic.ORDERS)
public record OrderUndelivered(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    UserId driverId,
    String reason,
    Instant at)
    implements OrderEvent {}

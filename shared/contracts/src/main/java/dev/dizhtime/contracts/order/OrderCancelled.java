package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The order was called off after it had begun; what is held goes back, less the cost.
 *
 * @param by who called it off
 * @param reason a code, e.g. {@code CUSTOMER_CANCELLED}, {@code NO_DRIVER}, {@code
 *     RESTAURANT_TIMEOUT}
 * @param cost what the customer pays all the same; zero for nothing
 */
@MessageType(value = "dizhtime.order.cancelled.v1", topic = Topic.ORDERS)
public record OrderCancelled(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    CancelledBy by,
    String reason,
    Money cost,
    Instant at)
    implements OrderEvent {}

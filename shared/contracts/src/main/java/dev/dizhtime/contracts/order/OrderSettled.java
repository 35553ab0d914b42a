package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** Everyone has been paid; nothing more will happen to the order. */
@MessageType(value = "dizhtime.order.settled.v1", topic = Topic.ORDERS)
public record OrderSettled(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    Charges charges,
    Instant at)
    implements OrderEvent {}

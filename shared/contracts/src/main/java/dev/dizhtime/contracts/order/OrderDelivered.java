package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** The customer has the order. */
@MessageType(value = "dizhtime.order.delivered.v1", topic = Topic.ORDERS)
public record OrderDelivered(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    UserId driverId,
    Instant at)
    implements OrderEvent {}

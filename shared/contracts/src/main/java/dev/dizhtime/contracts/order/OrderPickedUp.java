package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** The driver has the order. */
@MessageType(value = "dizhtime.order.picked-up.v1", topic = Topic.ORDERS)
public record OrderPickedUp(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    UserId driverId,
    Instant at)
    implements OrderEvent {}

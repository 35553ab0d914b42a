package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** The order waits for its driver. */
@MessageType(value = "dizhtime.order.ready.v1", topic = Topic.ORDERS)
public record OrderReady(
    OrderId orderId, UserId customerId, RestaurantId restaurantId, UserId ownerId, Instant at)
    implements OrderEvent {}

package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** The kitchen started on the order. */
@MessageType(value = "dizhtime.order.preparing.v1", topic = Topic.ORDERS)
public record OrderPreparing(
    OrderId orderId, UserId customerId, RestaurantId restaurantId, UserId ownerId, Instant at)
    implements OrderEvent {}

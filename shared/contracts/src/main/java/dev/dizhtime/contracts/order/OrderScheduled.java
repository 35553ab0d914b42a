package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The money of an order for later is held; the restaurant is asked when its time comes.
 *
 * @param scheduledFor when the customer wants to have it
 */
@MessageType(value = "dizhtime.order.scheduled.v1", topic = Topic.ORDERS)
public record OrderScheduled(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    Instant scheduledFor,
    Instant at)
    implements OrderEvent {}

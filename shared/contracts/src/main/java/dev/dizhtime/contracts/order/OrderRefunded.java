package dev.dizhtime.contracts.order;

import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * The customer got money back for an order that was paid.
 *
 * @param refundId given by whoever asked for it; an order can have several
 * @param amount above zero; all refunds of an order together are at most what was paid
 * @param reason in words for the customer, 1 to 300 characters
 */
@MessageType(value = "dizhtime.order.refunded.v1", topic = Topic.ORDERS)
public record OrderRefunded(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    TransferId refundId,
    Money amount,
    String reason,
    Instant at)
    implements OrderEvent {}

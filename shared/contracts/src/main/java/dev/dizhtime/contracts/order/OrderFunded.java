package dev.dizhtime.contracts.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;

/**
 * The money of an order is reserved: the restaurant may answer it.
 *
 * @param payment the wallet when absent
 * @param scheduledFor when the customer wants to have it; null for as soon as possible
 * @param stockAwaited whether the order can't be accepted before there is a {@link
 *     dev.dizhtime.contracts.restaurant.StockTaken}; not, when absent
 */
@MessageType(value = "dizhtime.order.funded.v1", topic = Topic.ORDERS)
public record OrderFunded(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String restaurantName,
    List<OrderLine> lines,
    Charges charges,
    Place dropoff,
    Instant at,
    @JsonInclude(JsonInclude.Include.ALWAYS) PaymentMethod payment,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant scheduledFor,
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean stockAwaited)
    implements OrderEvent {
  public OrderFunded {
    lines = List.copyOf(lines);
    payment = payment == null ? PaymentMethod.WALLET : payment;
  }
}

package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import java.time.Instant;
import java.util.List;

/** An order as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderJson(
    OrderId orderId,
    OrderState state,
    UserId customerId,
    RestaurantId restaurantId,
    String restaurantName,
    UserId driverId,
    List<OrderLine> lines,
    Charges charges,
    Money total,
    Place dropoff,
    PaymentMethod payment,
    Instant scheduledFor,
    Instant placedAt,
    String traceId,
    String requestId) {
  static OrderJson of(Order order) {
    return new OrderJson(
        order.orderId(),
        order.state(),
        order.terms().customerId(),
        order.terms().restaurantId(),
        order.terms().restaurantName(),
        order.driverId(),
        order.terms().lines(),
        order.terms().charges(),
        order.terms().charges().total(),
        order.terms().dropoff(),
        order.terms().payment(),
        order.terms().scheduledFor(),
        order.placedAt(),
        order.origin().traceId(),
        order.origin().requestId());
  }
}

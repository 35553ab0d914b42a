package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import java.time.Instant;
import java.util.List;

/**
 * What customer and platform agree on: who gets what from whom, where to, for how much. Fixed when
 * the quote is made; an order keeps it unchanged to its end.
 *
 * @param quoteId of the quote; at most one order has it
 * @param ownerId of the restaurant, who answers the order
 * @param pickup where the restaurant is
 * @param payment the wallet when absent
 * @param scheduledFor when the customer wants to have it; null for as soon as possible
 */
public record Terms(
    QuoteId quoteId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String restaurantName,
    List<OrderLine> lines,
    Charges charges,
    Place pickup,
    Place dropoff,
    PaymentMethod payment,
    Instant scheduledFor) {
  public Terms {
    lines = List.copyOf(lines);
    payment = payment == null ? PaymentMethod.WALLET : payment;
  }

  /** From the wallet, as soon as possible. */
  public Terms(
      QuoteId quoteId,
      UserId customerId,
      RestaurantId restaurantId,
      UserId ownerId,
      String restaurantName,
      List<OrderLine> lines,
      Charges charges,
      Place pickup,
      Place dropoff) {
    this(
        quoteId,
        customerId,
        restaurantId,
        ownerId,
        restaurantName,
        lines,
        charges,
        pickup,
        dropoff,
        PaymentMethod.WALLET,
        null);
  }

  /** Whether the customer pays the driver. */
  public boolean cash() {
    return payment == PaymentMethod.CASH;
  }
}

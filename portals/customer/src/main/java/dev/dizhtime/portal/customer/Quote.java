package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an order would cost, as the platform answers it.
 *
 * @param quote signed by the platform; sent back as it is
 */
record Quote(
    String quoteId,
    String quote,
    String restaurantId,
    String restaurantName,
    List<OrderLine> lines,
    Sums charges,
    Instant expiresAt,
    List<String> leftOut) {
  Quote {
    lines = lines == null ? List.of() : List.copyOf(lines);
    leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
  }

  static final View PAGE = View.page("customer/templates/quote");

  /** The parts of a price and their sum. */
  record Sums(
      Money items,
      Money delivery,
      Money tax,
      Money tip,
      Money smallOrderFee,
      Money discount,
      Money total) {}

  /**
   * What was asked for besides the food.
   *
   * @param scheduledFor null for as soon as possible
   * @param zone the restaurant's, or null when it is not known
   */
  record Wish(Place dropoff, Instant scheduledFor, String zone, String payment) {}

  /**
   * Shows it.
   *
   * @param form what was chosen, to be changed; empty when that is not at hand
   */
  void show(Exchange exchange, Wish wish, List<Map.Entry<String, String>> form) {
    Map<String, Object> model = new HashMap<>();
    model.put("quote", this);
    model.put("wish", wish);
    model.put("form", form);
    model.put("idempotencyKey", UUID.randomUUID().toString());
    exchange.show(PAGE, model);
  }
}

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
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

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

  /** The field for what is asked of kitchen and driver; of the order, not of its price. */
  static final String NOTE = "note";

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
   * How to ask for the same price once more.
   *
   * @param path where to; null when the form does not say
   * @param fields what was chosen
   */
  record Again(String path, List<Map.Entry<String, String>> fields) {
    private static final Pattern PATH =
        Pattern.compile("/(?:restaurants|orders)/[0-9a-fA-F-]{36}/quote");
    private static final Set<String> OWN = Set.of("quote", "idempotencyKey", "again");

    /** By the choice from a menu that the present form is. */
    static Again ofMenu(String restaurantId, Exchange exchange) {
      return new Again("/restaurants/" + restaurantId + "/quote", chosen(exchange));
    }

    /** By an order that is to come again. */
    static Again ofOrder(UUID orderId, Exchange exchange) {
      return new Again("/orders/" + orderId + "/quote", chosen(exchange));
    }

    private static List<Map.Entry<String, String>> chosen(Exchange exchange) {
      return exchange.formFields().stream().filter(each -> !each.getKey().equals(NOTE)).toList();
    }

    /** What the page of a quote carries along. */
    static Again carried(Exchange exchange) {
      String path =
          exchange.form("again").filter(each -> PATH.matcher(each).matches()).orElse(null);
      List<Map.Entry<String, String>> fields =
          exchange.formFields().stream().filter(each -> !OWN.contains(each.getKey())).toList();
      return new Again(path, fields);
    }

    /** Whether the choice can be changed on a menu. */
    public boolean ofAMenu() {
      return path.startsWith("/restaurants/");
    }
  }

  /** Shows it. */
  void show(Exchange exchange, Wish wish, Again again) {
    Map<String, Object> model = new HashMap<>();
    model.put(NOTE, exchange.form(NOTE).orElse(""));
    model.put("quote", this);
    model.put("wish", wish);
    model.put("again", again);
    model.put("idempotencyKey", UUID.randomUUID().toString());
    exchange.show(PAGE, model);
  }
}

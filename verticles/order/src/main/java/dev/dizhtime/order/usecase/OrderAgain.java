package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.Basket;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.QuoteOutcome;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import dev.dizhtime.order.model.QuoteRequest;
import dev.dizhtime.order.usecase.Viewer.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Quotes the things of an earlier order once more, at today's prices. */
public final class OrderAgain {
  private final MakeQuote makeQuote;
  private final OrderViews orders;
  private final Baskets baskets;

  public OrderAgain(MakeQuote makeQuote, OrderViews orders, Baskets baskets) {
    this.makeQuote = makeQuote;
    this.orders = orders;
    this.baskets = baskets;
  }

  /**
   * How the customer wants it this time.
   *
   * @param leaveOutUnavailable whether to go on without what is not to be had
   * @param tip null for none
   * @param scheduledFor null for as soon as possible
   * @param payment null for the way it was paid then
   */
  public record Wish(
      boolean leaveOutUnavailable, Money tip, Instant scheduledFor, PaymentMethod payment) {}

  /**
   * What came of it.
   *
   * @param leftOut what is not to be had and was left out, by name
   */
  public record Again(QuoteOutcome outcome, List<String> leftOut) {}

  /** A quote of the same things; empty when the customer has no such order. */
  public Optional<Again> quote(UserId customerId, OrderId orderId, Wish wish) {
    return orders
        .find(new Viewer(customerId, Set.of(Side.CUSTOMER)), orderId)
        .map(order -> again(order, wish));
  }

  private Again again(Order order, Wish wish) {
    Basket whole = Basket.of(order.terms().lines(), baskets.choices(order.orderId()));
    QuoteRequest request = request(order, whole, wish);
    Optional<RestaurantPublished> restaurant = makeQuote.restaurant(request);
    if (!wish.leaveOutUnavailable() || restaurant.isEmpty()) {
      return new Again(named(makeQuote.quote(request, restaurant), whole), List.of());
    }
    Basket rest = whole.onlyWhatIsToBeHad(restaurant.get());
    List<String> leftOut = whole.without(rest).stream().map(OrderLine::name).toList();
    if (rest.lines().isEmpty()) {
      return new Again(new Refused("items", "are none of them to be had at present"), leftOut);
    }
    return new Again(named(makeQuote.quote(request(order, rest, wish), restaurant), rest), leftOut);
  }

  private static QuoteRequest request(Order order, Basket basket, Wish wish) {
    return new QuoteRequest(
        order.terms().customerId(),
        order.terms().restaurantId(),
        basket.wanted(),
        order.terms().dropoff(),
        wish.tip(),
        wish.payment() == null ? order.terms().payment() : wish.payment(),
        wish.scheduledFor(),
        null);
  }

  /** The customer sent no items, so a refusal of one says its name. */
  private static QuoteOutcome named(QuoteOutcome outcome, Basket basket) {
    return outcome instanceof Refused(String field, String reason)
        ? new Refused(field, basket.nameAt(field).map(name -> reason + ": " + name).orElse(reason))
        : outcome;
  }
}

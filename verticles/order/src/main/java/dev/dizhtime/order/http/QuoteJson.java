package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.model.Terms;
import java.time.Instant;
import java.util.List;

/**
 * A quote in an answer.
 *
 * @param quote the signed token
 * @param leftOut null unless something was left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuoteJson(
    QuoteId quoteId,
    String quote,
    RestaurantId restaurantId,
    String restaurantName,
    List<OrderLine> lines,
    Charges charges,
    PaymentMethod payment,
    Instant scheduledFor,
    String promotionCode,
    List<String> leftOut,
    Instant expiresAt) {
  static QuoteJson of(Quote quote, String token, List<String> leftOut) {
    Terms terms = quote.terms();
    return new QuoteJson(
        terms.quoteId(),
        token,
        terms.restaurantId(),
        terms.restaurantName(),
        terms.lines(),
        terms.charges(),
        terms.payment(),
        terms.scheduledFor(),
        quote.promotionCode(),
        leftOut.isEmpty() ? null : leftOut,
        quote.expiresAt());
  }
}

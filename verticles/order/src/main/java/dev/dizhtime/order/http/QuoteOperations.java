package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.model.QuoteOutcome;
import dev.dizhtime.order.model.QuoteRequest;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import dev.dizhtime.order.usecase.MakeQuote;
import dev.dizhtime.order.usecase.QuoteTokens;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Quotes over HTTP. */
public final class QuoteOperations {
  private final MakeQuote makeQuote;
  private final QuoteTokens tokens;

  public QuoteOperations(MakeQuote makeQuote, QuoteTokens tokens) {
    this.makeQuote = makeQuote;
    this.tokens = tokens;
  }

  private record QuoteBody(
      RestaurantId restaurantId, List<WantedItem> items, Place dropoff, Money tip) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record QuoteJson(
      QuoteId quoteId,
      String quote,
      RestaurantId restaurantId,
      String restaurantName,
      List<OrderLine> lines,
      Charges charges,
      Instant expiresAt) {}

  /** Tells what an order would cost. */
  public Reply make(Call call) {
    QuoteBody body = call.body(QuoteBody.class);
    var request =
        new QuoteRequest(
            call.caller().userId(), body.restaurantId(), body.items(), body.dropoff(), body.tip());
    return switch (makeQuote.quote(request)) {
      case QuoteOutcome.Quoted(Quote quote) -> new Reply(201, json(quote), Map.of());
      case QuoteOutcome.Refused(String field, String reason) ->
          throw Problem.unacceptable(field, reason).exception();
    };
  }

  private QuoteJson json(Quote quote) {
    return new QuoteJson(
        quote.terms().quoteId(),
        tokens.sign(quote),
        quote.terms().restaurantId(),
        quote.terms().restaurantName(),
        quote.terms().lines(),
        quote.terms().charges(),
        quote.expiresAt());
  }
}

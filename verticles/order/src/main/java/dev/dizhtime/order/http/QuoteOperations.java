package dev.dizhtime.order.http;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.model.QuoteOutcome;
import dev.dizhtime.order.model.QuoteRequest;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import dev.dizhtime.order.usecase.MakeQuote;
import dev.dizhtime.order.usecase.OrderAgain;
import dev.dizhtime.order.usecase.QuoteTokens;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Quotes over HTTP. */
public final class QuoteOperations {
  /** The longest token that an order is placed with, as the API's description says. */
  private static final int MAX_TOKEN = 65_536;

  private final MakeQuote makeQuote;
  private final OrderAgain orderAgain;
  private final QuoteTokens tokens;

  public QuoteOperations(MakeQuote makeQuote, OrderAgain orderAgain, QuoteTokens tokens) {
    this.makeQuote = makeQuote;
    this.orderAgain = orderAgain;
    this.tokens = tokens;
  }

  private record QuoteBody(
      RestaurantId restaurantId,
      List<WantedItem> items,
      Place dropoff,
      Money tip,
      Instant scheduledFor,
      String promotionCode,
      PaymentMethod payment) {}

  private record AgainBody(
      Boolean leaveOutUnavailable, Money tip, Instant scheduledFor, PaymentMethod payment) {}

  /** Tells what an order would cost. */
  public Reply make(Call call) {
    QuoteBody body = call.body(QuoteBody.class);
    var request =
        new QuoteRequest(
            call.caller().userId(),
            body.restaurantId(),
            body.items(),
            body.dropoff(),
            body.tip(),
            body.payment(),
            body.scheduledFor(),
            body.promotionCode());
    return answer(makeQuote.quote(request), List.of());
  }

  /** Tells what the things of an earlier order would cost today. */
  public Reply again(Call call) {
    OrderId orderId = call.pathId("orderId", OrderId::new);
    AgainBody body =
        call.rawBody().length == 0
            ? new AgainBody(false, null, null, null)
            : call.body(AgainBody.class);
    var wish =
        new OrderAgain.Wish(
            Boolean.TRUE.equals(body.leaveOutUnavailable()),
            body.tip(),
            body.scheduledFor(),
            body.payment());
    OrderAgain.Again again =
        orderAgain
            .quote(call.caller().userId(), orderId, wish)
            .orElseThrow(() -> Problem.notFound("order", orderId).exception());
    return answer(again.outcome(), again.leftOut());
  }

  private Reply answer(QuoteOutcome outcome, List<String> leftOut) {
    return switch (outcome) {
      case QuoteOutcome.Quoted(Quote quote) -> {
        String token = tokens.sign(quote);
        if (token.length() > MAX_TOKEN) {
          throw Problem.unacceptable("items", "are more than fit in one order; make two of them")
              .exception();
        }
        yield new Reply(201, QuoteJson.of(quote, token, leftOut), Map.of());
      }
      case QuoteOutcome.Refused(String field, String reason) ->
          throw Problem.unacceptable(field, reason).exception();
    };
  }
}

package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Codes;
import dev.dizhtime.order.model.Deadlines;
import dev.dizhtime.order.model.Obstacle;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.Origin;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.model.Saga;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.model.Tariff;
import dev.dizhtime.order.model.Transition.Moved;
import dev.dizhtime.order.usecase.PlaceOutcome.NotToBeHad;
import dev.dizhtime.order.usecase.PlaceOutcome.Placed;
import dev.dizhtime.order.usecase.PlaceOutcome.QuoteRefused;
import dev.dizhtime.order.usecase.PlaceOutcome.QuoteUsed;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a quote into an order, and begins its saga. */
public final class PlaceOrder {
  private static final Logger LOG = LoggerFactory.getLogger(PlaceOrder.class);

  private final QuoteTokens tokens;
  private final Tariff tariff;
  private final SagaRules rules;
  private final RandomGenerator random;
  private final Supplier<UUID> ids;
  private final Clock clock;

  /**
   * @param ids time-ordered, so that newer orders have greater ids
   * @param random of codes; not to be foreseen
   */
  public PlaceOrder(
      QuoteTokens tokens,
      Tariff tariff,
      SagaRules rules,
      Supplier<UUID> ids,
      RandomGenerator random,
      Clock clock) {
    this.tokens = tokens;
    this.tariff = tariff;
    this.rules = rules;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Places an order.
   *
   * @param checkout in the same transaction as the orders, which is rolled back unless it is placed
   * @param note what the customer asks of kitchen and driver; null for nothing
   * @param origin the request that this is
   */
  public PlaceOutcome place(
      Orders orders,
      Checkout checkout,
      UserId customerId,
      String token,
      String note,
      Origin origin) {
    Instant now = clock.instant();
    Optional<Quote> quote =
        tokens.read(token).filter(each -> each.terms().customerId().equals(customerId));
    if (quote.isEmpty()) {
      return new QuoteRefused("is not a quote that was made for you");
    }
    if (quote.get().expired(now)) {
      return new QuoteRefused("expired at " + quote.get().expiresAt() + "; ask for a new one");
    }
    Order placed =
        Order.placed(
                new OrderId(ids.get()),
                quote.get().terms(),
                tariff.commissionBasisPoints(),
                Codes.draw(random),
                origin,
                now)
            .awaitingStock(quote.get().counted())
            .noted(note);
    Moved begun = Saga.begin(placed, rules);
    Order order = begun.order();
    Deadlines deadlines = Saga.deadlines(order, rules);
    if (!orders.add(order, SagaStep.begun(begun, deadlines), deadlines, begun.messages())) {
      return new QuoteUsed();
    }
    Optional<Obstacle> obstacle = checkout.take(order.orderId(), quote.get(), now);
    if (obstacle.isPresent()) {
      return new NotToBeHad(obstacle.get());
    }
    orders.afterCommit(() -> LOG.info("order {} is now {}", order.orderId(), order.state()));
    return new Placed(order);
  }
}

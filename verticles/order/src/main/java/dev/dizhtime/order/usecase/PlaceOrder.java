package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.Origin;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.model.Saga;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.model.Tariff;
import dev.dizhtime.order.usecase.PlaceOutcome.Placed;
import dev.dizhtime.order.usecase.PlaceOutcome.QuoteRefused;
import dev.dizhtime.order.usecase.PlaceOutcome.QuoteUsed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a quote into an order, and begins its saga. */
public final class PlaceOrder {
  private static final Logger LOG = LoggerFactory.getLogger(PlaceOrder.class);

  private final QuoteTokens tokens;
  private final Tariff tariff;
  private final Supplier<UUID> ids;
  private final Clock clock;

  /**
   * @param ids time-ordered, so that newer orders have greater ids
   */
  public PlaceOrder(QuoteTokens tokens, Tariff tariff, Supplier<UUID> ids, Clock clock) {
    this.tokens = tokens;
    this.tariff = tariff;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Places an order.
   *
   * @param origin the request that this is
   */
  public PlaceOutcome place(Orders orders, UserId customerId, String token, Origin origin) {
    Instant now = clock.instant();
    Optional<Quote> quote =
        tokens.read(token).filter(each -> each.terms().customerId().equals(customerId));
    if (quote.isEmpty()) {
      return new QuoteRefused("is not a quote that was made for you");
    }
    if (quote.get().expired(now)) {
      return new QuoteRefused("expired at " + quote.get().expiresAt() + "; ask for a new one");
    }
    Order order =
        Order.placed(
            new OrderId(ids.get()),
            quote.get().terms(),
            tariff.commissionBasisPoints(),
            origin,
            now);
    List<Message> messages = Saga.begin(order);
    if (!orders.add(order, SagaStep.begun(order, messages), messages)) {
      return new QuoteUsed();
    }
    LOG.info("order {} is now {}", order.orderId(), order.state());
    return new Placed(order);
  }
}

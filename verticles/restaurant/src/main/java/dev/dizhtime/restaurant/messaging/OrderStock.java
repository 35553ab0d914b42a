package dev.dizhtime.restaurant.messaging;

import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.restaurant.usecase.KeepStock;
import dev.dizhtime.restaurant.usecase.KeepStock.Outcome;
import dev.dizhtime.runtime.messaging.DirectConsumer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the stock what happens to orders. */
public final class OrderStock {
  private static final Logger LOG = LoggerFactory.getLogger(OrderStock.class);

  private final KeepStock stock;
  private final MeterRegistry meters;

  private OrderStock(KeepStock stock, MeterRegistry meters) {
    this.stock = stock;
    this.meters = meters;
  }

  /** Adds the handlers of {@code orders}. */
  public static DirectConsumer bind(
      DirectConsumer consumer, KeepStock stock, MeterRegistry meters) {
    var each = new OrderStock(stock, meters);
    return consumer
        .on(OrderFunded.class, event -> each.tell(event, stock::take))
        .on(OrderRejected.class, event -> each.tell(event, each::putBack))
        .on(OrderCancelled.class, event -> each.tell(event, each::putBack))
        .on(OrderFailed.class, event -> each.tell(event, each::putBack))
        .on(OrderPickedUp.class, event -> each.tell(event, each::end))
        .on(OrderSettled.class, event -> each.tell(event, each::end))
        .on(OrderUndelivered.class, event -> each.tell(event, each::end));
  }

  private Outcome putBack(OrderEvent event) {
    return stock.putBack(event.restaurantId(), event.orderId());
  }

  private Outcome end(OrderEvent event) {
    return stock.end(event.restaurantId(), event.orderId());
  }

  private <E extends OrderEvent> void tell(E event, Function<E, Outcome> step) {
    Outcome outcome = step.apply(event);
    if (outcome != Outcome.NOTHING) {
      meters
          .counter("dizhtime.restaurant.stock", "outcome", outcome.name().toLowerCase(Locale.ROOT))
          .increment();
      LOG.info("stock of order {}: {}", event.orderId(), outcome);
    }
  }
}

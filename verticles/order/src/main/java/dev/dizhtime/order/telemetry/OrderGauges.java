package dev.dizhtime.order.telemetry;

import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.usecase.OrderStatistics;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code dizhtime.orders} by state and {@code dizhtime.saga.age} in seconds, asked of the database
 * in the background, never while metrics are being scraped.
 */
public final class OrderGauges {
  private static final long EVERY_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final OrderStatistics statistics;
  private volatile Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
  private volatile double oldestOpenSeconds;
  private volatile boolean refreshing;

  private OrderGauges(OrderStatistics statistics) {
    this.statistics = statistics;
  }

  /** Starts measuring until the service stops. */
  public static void start(ServiceContext service, OrderStatistics statistics) {
    OrderGauges gauges = new OrderGauges(statistics);
    gauges.register(service.meters());
    gauges.refresh();
    long timer =
        service
            .vertx()
            .setPeriodic(EVERY_MILLIS, _ -> service.spawn("order gauges", gauges::refresh));
    service.onStop("order gauges", () -> service.vertx().cancelTimer(timer));
  }

  private void register(MeterRegistry meters) {
    for (OrderState state : OrderState.values()) {
      Gauge.builder("dizhtime.orders", () -> counts.getOrDefault(state, 0L))
          .description("Orders by state, " + OrderStatistics.MAX_COUNTED + " of each at most")
          .tag("state", state.name())
          .register(meters);
    }
    Gauge.builder("dizhtime.saga.age", () -> oldestOpenSeconds)
        .description("How long ago the oldest order was placed that is still open")
        .baseUnit("seconds")
        .register(meters);
  }

  private void refresh() {
    if (refreshing) {
      return;
    }
    refreshing = true;
    try {
      counts = statistics.countByState();
      oldestOpenSeconds = statistics.oldestOpenSeconds();
    } finally {
      refreshing = false;
    }
  }
}

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
 * {@code dizhtime.orders} by state, {@code dizhtime.orders.attention}, {@code dizhtime.saga.age}
 * and {@code dizhtime.saga.state.age} in seconds, asked of the database in the background, never
 * while metrics are being scraped.
 */
public final class OrderGauges {
  private static final long EVERY_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final OrderStatistics statistics;
  private volatile Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
  private volatile double oldestOpenSeconds;
  private volatile Map<OrderState, Double> ages = new EnumMap<>(OrderState.class);
  private volatile long needingAttention;
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
      if (!state.terminal()) {
        Gauge.builder("dizhtime.saga.state.age", () -> ages.getOrDefault(state, 0.0))
            .description("How long ago the oldest open order in this state was placed")
            .baseUnit("seconds")
            .tag("state", state.name())
            .register(meters);
      }
    }
    Gauge.builder("dizhtime.orders.attention", () -> needingAttention)
        .description("Orders that an operator should look at")
        .register(meters);
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
      ages = statistics.oldestOpenSecondsByState();
      needingAttention = statistics.needingAttention();
    } finally {
      refreshing = false;
    }
  }
}

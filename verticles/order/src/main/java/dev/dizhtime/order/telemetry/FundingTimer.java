package dev.dizhtime.order.telemetry;

import dev.dizhtime.order.usecase.OrderMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** {@code dizhtime.order.funding.duration}: from placed to funds reserved. */
public final class FundingTimer implements OrderMeters {
  private final Timer timer;

  public FundingTimer(MeterRegistry meters) {
    timer =
        Timer.builder("dizhtime.order.funding.duration")
            .description("From an order's placing until its funds are reserved")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(5))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(meters);
  }

  @Override
  public void funded(Duration sincePlaced) {
    timer.record(sincePlaced);
  }
}

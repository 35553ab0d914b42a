package dev.dizhtime.wallet;

import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.wallet.usecase.CurrencyTotals;
import io.micrometer.core.instrument.Gauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ledger.imbalance} and, as it was called before, {@code dizhtime.ledger.imbalance.minor},
 * by currency: how far debits and credits are apart. Anything but 0 means that the books are wrong.
 * Measured in the background by one instance of a process, every {@code
 * DIZHTIME_LEDGER_MEASURE_MILLIS} (15,000); it sums the accounts, not the transfers, so its cost
 * does not grow with time.
 */
final class ImbalanceGauge {
  static final String NAME = "ledger.imbalance";

  private static final List<String> NAMES = List.of(NAME, "dizhtime.ledger.imbalance.minor");

  private static final Logger LOG = LoggerFactory.getLogger(ImbalanceGauge.class);
  private static final long DEFAULT_EVERY_MILLIS = 15_000;

  private final ServiceContext service;
  private final Callable<List<CurrencyTotals>> totals;
  private final Map<String, AtomicLong> byCurrency = new HashMap<>();
  private boolean measuring;

  private ImbalanceGauge(ServiceContext service, Callable<List<CurrencyTotals>> totals) {
    this.service = service;
    this.totals = totals;
  }

  /** Measures now and from time to time, unless another instance of this process does. */
  static void start(ServiceContext service, Callable<List<CurrencyTotals>> totals) {
    var instances = service.vertx().sharedData().getLocalCounter(NAME).await();
    if (instances.incrementAndGet().await() > 1) {
      return;
    }
    var gauge = new ImbalanceGauge(service, totals);
    // The start need not wait for it.
    service.spawn("ledger measurement", gauge::measure);
    long everyMillis =
        service.env().longInteger("LEDGER_MEASURE_MILLIS", DEFAULT_EVERY_MILLIS, 100, 600_000);
    long timer =
        service
            .vertx()
            .setPeriodic(everyMillis, _ -> service.spawn("ledger measurement", gauge::measure));
    service.onStop("ledger measurement", () -> service.vertx().cancelTimer(timer));
  }

  private void measure() {
    if (measuring) {
      return;
    }
    measuring = true;
    try {
      for (CurrencyTotals each : totals.call()) {
        long imbalance = each.imbalanceMinor();
        gauge(each.currency()).set(imbalance);
        if (imbalance != 0) {
          LOG.error("the ledger is out of balance by {} minor {}", imbalance, each.currency());
        }
      }
    } catch (Exception e) {
      LOG.warn("the ledger could not be measured: {}", e.getMessage());
    } finally {
      measuring = false;
    }
  }

  private AtomicLong gauge(String currency) {
    return byCurrency.computeIfAbsent(
        currency,
        _ -> {
          AtomicLong value = new AtomicLong();
          for (String name : NAMES) {
            Gauge.builder(name, value, AtomicLong::get)
                .description("Minor units by which debits and credits differ; must be 0")
                .tag("currency", currency)
                .register(service.meters());
          }
          return value;
        });
  }
}

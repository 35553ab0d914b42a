package dev.dizhtime.wallet.payment;

import dev.dizhtime.runtime.postgres.Housekeeping;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import dev.dizhtime.wallet.payment.PaymentProvider.ProviderUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.opentelemetry.context.Scope;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider for what customers want to pay, and asks again about what it has not decided: a
 * webhook may be lost, and so may this process between any two lines. What is to be asked stands in
 * the rows.
 */
public final class CollectTopUps {
  private static final Logger LOG = LoggerFactory.getLogger(CollectTopUps.class);
  private static final int AT_ONCE = 16;

  private final ServiceContext service;
  private final Postgres postgres;
  private final PaymentProvider provider;
  private final SettleTopUps settle;
  private final PaymentConfig config;
  private final Counter faults;

  private CollectTopUps(
      ServiceContext service,
      Postgres postgres,
      PaymentProvider provider,
      SettleTopUps settle,
      PaymentConfig config) {
    this.service = service;
    this.postgres = postgres;
    this.provider = provider;
    this.settle = settle;
    this.config = config;
    faults =
        Counter.builder("payment.requests.refused")
            .description("Top-ups that the provider refused for what we asked; must not grow")
            .register(service.meters());
  }

  /** Starts the loop; wake it when there is a new top-up. */
  public static WorkLoop start(
      ServiceContext service,
      Postgres postgres,
      PaymentProvider provider,
      SettleTopUps settle,
      PaymentConfig config) {
    CollectTopUps collect = new CollectTopUps(service, postgres, provider, settle, config);
    Housekeeping.start(service, postgres, List.of(TopUps.OLD_EVENTS));
    return WorkLoop.start(service, "top-ups", config.sweepMillis(), collect::round);
  }

  private boolean round() {
    List<TopUp> due = TopUps.claim(postgres, provider.name(), AT_ONCE, config.retryMillis());
    Future.join(due.stream().map(each -> service.spawn("top-up", () -> ask(each))).toList())
        .otherwiseEmpty()
        .await();
    return due.size() == AT_ONCE;
  }

  private void ask(TopUp topUp) throws Exception {
    try (Scope _ = topUp.cause().context().makeCurrent()) {
      PaymentProvider.Payment payment =
          topUp.reference() == null ? provider.request(topUp) : provider.find(topUp);
      settle.take(topUp.id(), payment);
      if (payment.faulty()) {
        faults.increment();
        LOG.error(
            "{} refuses to be asked for top-up {}: {}",
            provider.name(),
            topUp.id(),
            payment.reason());
      }
    } catch (ProviderUnavailableException e) {
      LOG.warn("top-up {} waits for its provider: {}", topUp.id(), e.getMessage());
    }
  }
}

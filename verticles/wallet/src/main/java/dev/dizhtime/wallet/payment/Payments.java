package dev.dizhtime.wallet.payment;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import dev.dizhtime.wallet.usecase.Books;
import java.util.function.Function;

/** The wiring of this room. */
public final class Payments {
  private Payments() {}

  /** Starts collecting, and binds the operations. */
  public static void start(
      ServiceContext service, Postgres postgres, Function<Tx, Books> books, Api api) {
    PaymentConfig config = PaymentConfig.from(service.env());
    PaymentProvider provider = provider(service, config);
    SettleTopUps settle = new SettleTopUps(postgres, books, service.clock());
    WorkLoop loop = CollectTopUps.start(service, postgres, provider, settle, config);
    new TopUpApi(postgres, config, loop::wake).bind(api);
    WebhookSignature signature = new WebhookSignature(config.webhookSecrets(), service.clock());
    new WebhookApi(provider, signature, settle).bind(api);
  }

  static PaymentProvider provider(ServiceContext service, PaymentConfig config) {
    ProviderHttp http = new ProviderHttp(service, config.url());
    return config.provider().equals(PaymentConfig.STRIPE)
        ? new StripeProvider(http, config, service.clock())
        : new SandboxProvider(http, config);
  }
}

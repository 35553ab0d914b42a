package dev.dizhtime.wallet.payment;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who collects payments, and how we speak to them.
 *
 * @param provider {@code sandbox} or {@code stripe} ({@code DIZHTIME_PAYMENT_PROVIDER}, sandbox)
 * @param url of its API ({@code DIZHTIME_PAYMENT_URL}; Stripe's own when absent)
 * @param apiKey {@code DIZHTIME_PAYMENT_API_KEY}
 * @param webhookSecrets {@code DIZHTIME_PAYMENT_WEBHOOK_SECRETS}, 1 to {@value #MAX_SECRETS}
 *     separated by commas; any of them is good
 * @param paymentMethod what Stripe is to charge ({@code DIZHTIME_PAYMENT_METHOD}, pm_card_visa)
 * @param retryMillis when a payment that is not decided is asked about first ({@code
 *     DIZHTIME_PAYMENT_RETRY_MILLIS}, 5,000); later each time, after an hour at most
 * @param sweepMillis between two looks for what is due ({@code DIZHTIME_PAYMENT_SWEEP_MILLIS}, 500)
 * @param currencies that may be paid in ({@code DIZHTIME_WALLET_CURRENCIES})
 */
public record PaymentConfig(
    String provider,
    URI url,
    Secret apiKey,
    List<Secret> webhookSecrets,
    String paymentMethod,
    long retryMillis,
    long sweepMillis,
    Set<String> currencies) {
  /** The provider for development and tests. */
  public static final String SANDBOX = "sandbox";

  /** The real one. */
  public static final String STRIPE = "stripe";

  private static final int MAX_SECRETS = 5;
  private static final String CURRENCIES = "CHF,EUR,GBP,JPY,USD";

  /**
   * Reads it.
   *
   * @throws ConfigException when something is absent or wrong
   */
  public static PaymentConfig from(Env env) {
    String provider = env.text("PAYMENT_PROVIDER", SANDBOX);
    if (!Set.of(SANDBOX, STRIPE).contains(provider)) {
      throw new ConfigException("DIZHTIME_PAYMENT_PROVIDER must be sandbox or stripe");
    }
    boolean stripes = provider.equals(STRIPE) && env.find("PAYMENT_URL").isEmpty();
    return new PaymentConfig(
        provider,
        stripes ? URI.create("https://api.stripe.com") : env.uri("PAYMENT_URL"),
        env.secret("PAYMENT_API_KEY"),
        secrets(env.text("PAYMENT_WEBHOOK_SECRETS")),
        env.text("PAYMENT_METHOD", "pm_card_visa"),
        env.longInteger("PAYMENT_RETRY_MILLIS", 5_000, 100, 3_600_000),
        env.longInteger("PAYMENT_SWEEP_MILLIS", 500, 50, 60_000),
        currencies(env.text("WALLET_CURRENCIES", CURRENCIES)));
  }

  private static List<Secret> secrets(String text) {
    List<Secret> secrets =
        Arrays.stream(text.split(",")).map(String::strip).map(Secret::new).toList();
    boolean blank = secrets.stream().anyMatch(each -> each.reveal().isEmpty());
    if (blank || secrets.size() > MAX_SECRETS) {
      throw new ConfigException(
          "DIZHTIME_PAYMENT_WEBHOOK_SECRETS must be 1 to "
              + MAX_SECRETS
              + " secrets separated by commas");
    }
    return secrets;
  }

  private static Set<String> currencies(String text) {
    Set<String> currencies = new TreeSet<>();
    for (String code : text.split(",")) {
      try {
        currencies.add(Currency.getInstance(code.strip()).getCurrencyCode());
      } catch (IllegalArgumentException _) {
        throw new ConfigException(
            "DIZHTIME_WALLET_CURRENCIES must be ISO 4217 codes, not '" + code.strip() + "'");
      }
    }
    return Set.copyOf(currencies);
  }
}

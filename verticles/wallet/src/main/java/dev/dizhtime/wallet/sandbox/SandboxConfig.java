package dev.dizhtime.wallet.sandbox;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How the sandbox behaves.
 *
 * @param apiKey what its customer shows ({@code DIZHTIME_PAYMENT_API_KEY})
 * @param webhookUrl where webhooks go ({@code DIZHTIME_SANDBOX_WEBHOOK_URL})
 * @param webhookSecret signs them ({@code DIZHTIME_SANDBOX_WEBHOOK_SECRET})
 * @param late how late is late ({@code DIZHTIME_SANDBOX_LATE_MILLIS}, 20,000)
 */
record SandboxConfig(Secret apiKey, URI webhookUrl, Secret webhookSecret, Duration late) {
  static SandboxConfig from(Env env) {
    return new SandboxConfig(
        env.secret("PAYMENT_API_KEY"),
        env.uri("SANDBOX_WEBHOOK_URL"),
        env.secret("SANDBOX_WEBHOOK_SECRET"),
        Duration.ofMillis(env.longInteger("SANDBOX_LATE_MILLIS", 20_000, 1, 86_400_000)));
  }
}

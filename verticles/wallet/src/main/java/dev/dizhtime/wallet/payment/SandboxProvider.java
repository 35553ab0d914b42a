package dev.dizhtime.wallet.payment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.wallet.payment.PaymentEvent.Kind;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sandbox provider's API, see docs/reference/sandbox-provider.md. */
final class SandboxProvider implements PaymentProvider {
  static final String SIGNATURE_HEADER = "Sandbox-Signature";

  private static final Map<String, Kind> KINDS =
      Map.of(
          "payment.succeeded", Kind.SUCCEEDED,
          "payment.declined", Kind.DECLINED,
          "payment.charged_back", Kind.CHARGED_BACK);
  private static final Map<String, Kind> STATES =
      Map.of(
          "SUCCEEDED", Kind.SUCCEEDED,
          "DECLINED", Kind.DECLINED,
          "CHARGED_BACK", Kind.CHARGED_BACK);

  private final ProviderHttp http;
  private final PaymentConfig config;

  SandboxProvider(ProviderHttp http, PaymentConfig config) {
    this.http = http;
    this.config = config;
  }

  @Override
  public String name() {
    return PaymentConfig.SANDBOX;
  }

  @Override
  public Payment request(TopUp topUp) {
    String body = Json.write(Map.of("reference", topUp.id(), "amount", topUp.amount()));
    return payment(http.send(HttpMethod.POST, "/v1/payments", headers(topUp), body));
  }

  @Override
  public Payment find(TopUp topUp) {
    return payment(
        http.send(HttpMethod.GET, "/v1/payments/" + topUp.reference(), headers(topUp), null));
  }

  private Map<String, String> headers(TopUp topUp) {
    return Map.of(
        "authorization",
        "Bearer " + config.apiKey().reveal(),
        "content-type",
        "application/json",
        "idempotency-key",
        topUp.id().toString());
  }

  private static Payment payment(ProviderHttp.Answer answer) {
    if (!answer.done()) {
      throw new ProviderUnavailableException("the sandbox answered with " + answer.status());
    }
    JsonNode body = answer.body();
    return new Payment(
        body.path("id").asText(null),
        Optional.ofNullable(STATES.get(body.path("state").asText())),
        body.path("reason").asText(null));
  }

  @Override
  public String signatureHeader() {
    return SIGNATURE_HEADER;
  }

  @Override
  public Optional<PaymentEvent> read(byte[] body) {
    try {
      JsonNode event = Json.TOLERANT.readTree(body);
      Kind kind = KINDS.get(event.path("type").asText());
      if (kind == null) {
        return Optional.empty();
      }
      JsonNode payment = event.path("payment");
      return Optional.of(
          new PaymentEvent(
              event.path("id").asText(),
              kind,
              Optional.of(UUID.fromString(payment.path("reference").asText())),
              payment.path("id").asText(null),
              PaymentEvent.amount(
                  payment.path("amount").path("amountMinor"),
                  payment.path("amount").path("currency").asText()),
              payment.path("reason").asText(null)));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

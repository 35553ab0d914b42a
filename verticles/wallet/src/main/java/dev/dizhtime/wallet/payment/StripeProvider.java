package dev.dizhtime.wallet.payment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.wallet.payment.PaymentEvent.Kind;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stripe's PaymentIntents API. The top-up's id is the idempotency key and part of the metadata.
 * Stripe may forget a key after 24 hours; an older top-up is looked for by its metadata before it
 * is asked for again, so that nobody pays twice.
 *
 * <p>A request that is refused when it is sent again says nothing of the first one, which may have
 * been charged: we may ask differently by now, and Stripe refuses a key that comes with another
 * request. So a payment is looked for before it is declined, too, for as long as a search may be
 * behind.
 */
final class StripeProvider implements PaymentProvider {
  private static final String TOP_UP_ID = "top_up_id";
  private static final int CARD_REFUSED = 402;
  private static final Duration KEY_IS_SURE = Duration.ofHours(20);

  /** Mostly a payment is found a minute after it was made; in an outage an hour after, or so. */
  private static final Duration SEARCH_IS_SURE = Duration.ofHours(2);

  /** The key came before, and what it came with was begun: there is a payment. */
  private static final String KEY_OF_ANOTHER_REQUEST = "idempotency_error";

  private final ProviderHttp http;
  private final PaymentConfig config;
  private final Clock clock;

  StripeProvider(ProviderHttp http, PaymentConfig config, Clock clock) {
    this.http = http;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return PaymentConfig.STRIPE;
  }

  @Override
  public Payment request(TopUp topUp) {
    boolean old = passed(topUp, KEY_IS_SURE);
    return (old ? search(topUp) : Optional.<Payment>empty()).orElseGet(() -> asked(topUp));
  }

  private Payment asked(TopUp topUp) {
    ProviderHttp.Answer answer = create(topUp);
    boolean others = KEY_OF_ANOTHER_REQUEST.equals(error(answer).path("type").asText());
    if (others || (answer.refusedForGood() && topUp.attempts() > 1)) {
      return search(topUp).orElseGet(() -> notFound(topUp, answer, others));
    }
    return payment(answer);
  }

  private Payment notFound(TopUp topUp, ProviderHttp.Answer answer, boolean others) {
    if (others || !passed(topUp, SEARCH_IS_SURE)) {
      throw new ProviderUnavailableException(
          "Stripe refuses it now, and what came of it before is not found yet");
    }
    return payment(answer);
  }

  private boolean passed(TopUp topUp, Duration age) {
    return topUp.createdAt().plus(age).isBefore(clock.instant());
  }

  private Optional<Payment> search(TopUp topUp) {
    String query = "metadata[\"%s\"]:\"%s\"".formatted(TOP_UP_ID, topUp.id());
    String path = "/v1/payment_intents/search?query=" + encoded(query);
    ProviderHttp.Answer answer = http.send(HttpMethod.GET, path, authorization(), null);
    if (!answer.done()) {
      throw new ProviderUnavailableException("Stripe's search answered with " + answer.status());
    }
    JsonNode found = answer.body().path("data").path(0);
    return found.isMissingNode() ? Optional.empty() : Optional.of(intent(found));
  }

  private ProviderHttp.Answer create(TopUp topUp) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("amount", Long.toString(topUp.amount().amountMinor()));
    form.put("currency", topUp.amount().currency().toLowerCase(Locale.ROOT));
    form.put("confirm", "true");
    form.put("payment_method", config.paymentMethod());
    form.put("automatic_payment_methods[enabled]", "true");
    form.put("automatic_payment_methods[allow_redirects]", "never");
    form.put("metadata[" + TOP_UP_ID + "]", topUp.id().toString());
    Map<String, String> headers = new LinkedHashMap<>(authorization());
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put("idempotency-key", topUp.id().toString());
    return http.send(HttpMethod.POST, "/v1/payment_intents", headers, encoded(form));
  }

  @Override
  public Payment find(TopUp topUp) {
    String path = "/v1/payment_intents/" + encoded(topUp.reference());
    return payment(http.send(HttpMethod.GET, path, authorization(), null));
  }

  private Map<String, String> authorization() {
    return Map.of("authorization", "Bearer " + config.apiKey().reveal());
  }

  private static Payment payment(ProviderHttp.Answer answer) {
    if (answer.status() == CARD_REFUSED) {
      JsonNode error = error(answer);
      String code = error.path("decline_code").asText(error.path("code").asText("card_declined"));
      String id = error.path("payment_intent").path("id").asText(null);
      return new Payment(id, Optional.of(Kind.DECLINED), code);
    }
    if (answer.refusedForGood()) {
      JsonNode error = error(answer);
      String code = error.path("code").asText(error.path("type").asText("request_refused"));
      return new Payment(null, Optional.of(Kind.DECLINED), code, true);
    }
    if (!answer.done()) {
      throw new ProviderUnavailableException("Stripe answered with " + answer.status());
    }
    return intent(answer.body());
  }

  private static JsonNode error(ProviderHttp.Answer answer) {
    return answer.body().path("error");
  }

  private static Payment intent(JsonNode intent) {
    JsonNode error = intent.path("last_payment_error");
    Optional<Kind> kind =
        switch (intent.path("status").asText()) {
          case "succeeded" -> Optional.of(Kind.SUCCEEDED);
          case "canceled" -> Optional.of(Kind.DECLINED);
          case "requires_payment_method" ->
              error.isObject() ? Optional.of(Kind.DECLINED) : Optional.empty();
          default -> Optional.empty();
        };
    return new Payment(intent.path("id").asText(null), kind, reason(error));
  }

  private static String reason(JsonNode error) {
    return error.path("decline_code").asText(error.path("code").asText(null));
  }

  @Override
  public String signatureHeader() {
    return "Stripe-Signature";
  }

  @Override
  public Optional<PaymentEvent> read(byte[] body) {
    try {
      JsonNode event = Json.TOLERANT.readTree(body);
      JsonNode object = event.path("data").path("object");
      return switch (event.path("type").asText()) {
        case "payment_intent.succeeded" -> intent(event, Kind.SUCCEEDED, object);
        case "payment_intent.payment_failed" -> intent(event, Kind.DECLINED, object);
        case "charge.dispute.created" ->
            Optional.of(
                new PaymentEvent(
                    event.path("id").asText(),
                    Kind.CHARGED_BACK,
                    Optional.empty(),
                    object.path("payment_intent").asText(),
                    money(object),
                    object.path("reason").asText(null)));
        default -> Optional.empty();
      };
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Empty for an intent of somebody else who shares the account with us. */
  private static Optional<PaymentEvent> intent(JsonNode event, Kind kind, JsonNode object) {
    JsonNode id = object.path("metadata").path(TOP_UP_ID);
    return id.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new PaymentEvent(
                event.path("id").asText(),
                kind,
                Optional.of(UUID.fromString(id.asText())),
                object.path("id").asText(null),
                money(object),
                reason(object.path("last_payment_error"))));
  }

  private static Money money(JsonNode object) {
    return PaymentEvent.amount(
        object.path("amount"), object.path("currency").asText().toUpperCase(Locale.ROOT));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

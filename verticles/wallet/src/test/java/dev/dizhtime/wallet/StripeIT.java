package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.wallet.payment.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wallet against a stand-in for Stripe's PaymentIntents. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class StripeIT {
  private static final Secret SECRET = new Secret("whsec_stripe");

  /** The intents by idempotency key: what was asked for. */
  private static final Map<String, Map<String, String>> INTENTS = new ConcurrentHashMap<>();

  /** Top-ups that were looked for, and keys that came when they were forgotten. */
  private static final Set<String> SEARCHED = ConcurrentHashMap.newKeySet();

  private static final Set<String> FORGOTTEN_KEYS = ConcurrentHashMap.newKeySet();
  private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

  /** How a key is refused that came before. */
  private static final Map<String, String> ENDINGS_OF_REPEATED =
      Map.of(
          "96", "idempotency_error",
          "95", "idempotency_error",
          "94", "invalid_request_error",
          "93", "invalid_request_error");

  private static volatile boolean stillBusy = true;
  private static HttpServer stripe;
  private static RunningWallet wallet;

  private final UserId customer = new UserId(UUID.randomUUID());

  @BeforeAll
  static void start(Infrastructure infra) throws IOException {
    stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stripe.createContext("/v1/payment_intents", StripeIT::answer);
    stripe.start();
    wallet =
        new RunningWallet(
            infra,
            1,
            Map.of(
                "DIZHTIME_PAYMENT_PROVIDER", "stripe",
                "DIZHTIME_PAYMENT_URL", "http://127.0.0.1:" + stripe.getAddress().getPort(),
                "DIZHTIME_PAYMENT_API_KEY", "sk_test_1",
                "DIZHTIME_PAYMENT_WEBHOOK_SECRETS", SECRET.reveal(),
                "DIZHTIME_PAYMENT_RETRY_MILLIS", "400"));
  }

  @AfterAll
  static void stop() {
    wallet.close();
    stripe.stop(0);
  }

  @Test
  void asksAsStripeWantsIt() {
    JsonNode topUp = wallet.topUp(customer, 1_200, "asked");
    String id = topUp.path("topUpId").asText();

    assertThat(topUp.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(INTENTS.get(id))
        .containsEntry("amount", "1200")
        .containsEntry("currency", "eur")
        .containsEntry("confirm", "true")
        .containsEntry("metadata[top_up_id]", id);
  }

  @Test
  void takesADecline() {
    JsonNode topUp = wallet.topUp(customer, 1_202, "declined");

    assertThat(topUp.path("status").asText()).isEqualTo("DECLINED");
    assertThat(topUp.path("reason").asText()).isEqualTo("insufficient_funds");
  }

  @Test
  void declinesWhatStripeWillNeverTake() {
    JsonNode topUp = wallet.topUp(customer, 1_204, "impossible");

    assertThat(topUp.path("status").asText()).isEqualTo("DECLINED");
    assertThat(topUp.path("reason").asText()).isEqualTo("amount_too_large");
    assertThat(wallet.management().get("/metrics").expect(200).body())
        .containsPattern("(?m)^payment_requests_refused_total\\S* [1-9]\\.0$");
  }

  @Test
  void asksAgainWhenStripeIsBusyOrTheKeyIsWrong() {
    assertThat(wallet.topUp(customer, 1_229, "busy").path("status").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(wallet.topUp(customer, 1_201, "wrong key").path("status").asText())
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void asksHowAnIntentStandsThatIsProcessing() {
    JsonNode topUp = wallet.topUp(customer, 1_203, "processing");

    assertThat(topUp.path("status").asText()).isEqualTo("SUCCEEDED");
  }

  @Test
  void looksForAnOldIntentBeforeItAsksForAnother() throws Exception {
    String id = wallet.askTopUp(customer, 1_298, "old").path("topUpId").asText();
    eventually(() -> assertThat(INTENTS).containsKey(id));
    assertThat(status(id)).isEqualTo("PENDING");

    wallet.sql(aged(id));
    eventually(() -> assertThat(SEARCHED).contains(id));
    stillBusy = false;

    eventually(() -> assertThat(status(id)).isEqualTo("SUCCEEDED"));
    assertThat(wallet.account(customer).path("postedMinor").asLong()).isEqualTo(1_298);
    assertThat(FORGOTTEN_KEYS).isEmpty();
  }

  @Test
  void asksAgainForAnOldTopUpThatNeverArrived() throws Exception {
    String id = wallet.askTopUp(customer, 1_297, "lost").path("topUpId").asText();
    wallet.sql(aged(id));

    eventually(() -> assertThat(status(id)).isEqualTo("SUCCEEDED"));
    assertThat(SEARCHED).contains(id);
    assertThat(INTENTS).containsKey(id);
  }

  /** The answer to the first try is lost, and the second is asked otherwise: after a deployment. */
  @ParameterizedTest
  @ValueSource(ints = {1_296, 1_295, 1_294})
  void takesNoRefusalOfARepeatedRequestForTheFateOfTheFirst(int amount) {
    String id = wallet.topUp(customer, amount, "repeated").path("topUpId").asText();

    assertThat(status(id)).isEqualTo("SUCCEEDED");
    assertThat(SEARCHED).contains(id);
    assertThat(wallet.account(customer).path("postedMinor").asLong()).isEqualTo(amount);
  }

  @Test
  void declinesARepeatedRequestOnceASearchIsSureThatNothingCameOfTheFirst() throws Exception {
    String id = wallet.askTopUp(customer, 1_293, "refused later").path("topUpId").asText();
    eventually(() -> assertThat(SEARCHED).contains(id));
    assertThat(status(id)).isEqualTo("PENDING");

    wallet.sql("UPDATE top_up SET created_at = now() - interval '3 hours' WHERE id = '" + id + "'");

    eventually(() -> assertThat(status(id)).isEqualTo("DECLINED"));
  }

  /** So old that Stripe may have forgotten its key. */
  private static String aged(String topUpId) {
    return "UPDATE top_up SET created_at = now() - interval '21 hours' WHERE id = '%s'"
        .formatted(topUpId);
  }

  @Test
  void takesSignedEvents() {
    String id = wallet.askTopUp(customer, 1_299, "webhook").path("topUpId").asText();
    eventually(() -> assertThat(INTENTS).containsKey(id));
    hook("evt_1", "payment_intent.succeeded", intent(id, 1_299)).expect(204);
    assertThat(status(id)).isEqualTo("SUCCEEDED");

    hook("evt_2", "payment_intent.payment_failed", intent(id, 1_299)).expect(204);
    assertThat(status(id)).isEqualTo("SUCCEEDED");

    hook("evt_3", "customer.created", "{}").expect(204);
    hook("evt_4", "payment_intent.succeeded", "{\"id\":\"pi_somebody_else\",\"metadata\":{}}")
        .expect(204);
    String dispute =
        "{\"payment_intent\":\"pi_%s\",\"amount\":1299,\"currency\":\"eur\",\"reason\":\"fraudulent\"}"
            .formatted(id);
    hook("evt_5", "charge.dispute.created", dispute).expect(204);
    assertThat(status(id)).isEqualTo("CHARGED_BACK");
    assertThat(wallet.account(customer).path("postedMinor").asLong()).isZero();
    hook("evt_6", "charge.dispute.created", dispute.replace("pi_", "pi_not_")).expect(404);
  }

  private String status(String topUpId) {
    return wallet.topUp(customer, topUpId).path("status").asText();
  }

  private static dev.dizhtime.testkit.TestResponse hook(String id, String type, String object) {
    String body =
        "{\"id\":\"%s\",\"type\":\"%s\",\"data\":{\"object\":%s}}".formatted(id, type, object);
    String signature =
        WebhookSignature.sign(SECRET, Instant.now(), body.getBytes(StandardCharsets.UTF_8));
    return wallet.http().post("/api/wallet/webhooks/stripe", body, "Stripe-Signature", signature);
  }

  private static String intent(String topUpId, long amount) {
    return "{\"id\":\"pi_%1$s\",\"amount\":%2$d,\"currency\":\"eur\",\"metadata\":{\"top_up_id\":\"%1$s\"}}"
        .formatted(topUpId, amount);
  }

  /**
   * 02 is declined, 03 is decided when asked again, 04 is refused for good, 01 and 29 only the
   * first time, 99 is never decided, 98 is taken but not answered as long as Stripe is busy, 97
   * does not arrive before it was looked for, all others at once. 94 to 96 are taken at once, but
   * the answer is lost and the key refused from then on, of 95 the payment is found at the second
   * look only; 93 is not taken, and refused from then on.
   */
  private static void answer(HttpExchange exchange) throws IOException {
    assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
        .isEqualTo("Bearer sk_test_1");
    boolean creates = exchange.getRequestMethod().equals("POST");
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/search")) {
      search(exchange);
      return;
    }
    String key =
        creates
            ? exchange.getRequestHeaders().getFirst("Idempotency-Key")
            : path.substring(path.lastIndexOf("pi_") + 3);
    Map<String, String> form = creates ? form(exchange) : Map.of();
    if (creates && lost(key, form)) {
      send(exchange, 503, "{}");
      return;
    }
    if (creates && ENDINGS_OF_REPEATED.containsKey(ending(form))) {
      repeated(exchange, key, form);
      return;
    }
    boolean first = creates && INTENTS.putIfAbsent(key, form) == null;
    String ending = ending(INTENTS.get(key));
    String status =
        ending.equals("99") || (creates && ending.equals("03")) ? "processing" : "succeeded";
    int code =
        switch (ending) {
          case "02" -> 402;
          case "04" -> 400;
          case "29" -> first ? 429 : 200;
          case "01" -> first ? 401 : 200;
          case "98" -> creates ? 503 : 200;
          default -> 200;
        };
    String body =
        code == 400
            ? "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"amount_too_large\"}}"
            : code == 402
                ? "{\"error\":{\"code\":\"card_declined\",\"decline_code\":\"insufficient_funds\",\"payment_intent\":{\"id\":\"pi_%s\"}}}"
                    .formatted(key)
                : "{\"id\":\"pi_%s\",\"status\":\"%s\"}".formatted(key, status);
    send(exchange, code, body);
  }

  private static String ending(Map<String, String> form) {
    return form.get("amount").substring(2);
  }

  private static void repeated(HttpExchange exchange, String key, Map<String, String> form)
      throws IOException {
    if (ASKED.add(key)) {
      if (!ending(form).equals("93")) {
        INTENTS.put(key, form);
      }
      exchange.close();
      return;
    }
    String type = ENDINGS_OF_REPEATED.get(ending(form));
    send(exchange, 400, "{\"error\":{\"type\":\"%s\"}}".formatted(type));
  }

  private static boolean lost(String key, Map<String, String> form) {
    String ending = ending(form);
    if (ending.equals("98") && SEARCHED.contains(key)) {
      FORGOTTEN_KEYS.add(key);
    }
    return ending.equals("97") && !SEARCHED.contains(key);
  }

  private static void search(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getQuery().replaceAll(".*:\"([0-9a-f-]+)\"$", "$1");
    boolean first = SEARCHED.add(id);
    Map<String, String> found = INTENTS.get(id);
    if (found == null || (first && ending(found).equals("95"))) {
      send(exchange, 200, "{\"object\":\"search_result\",\"data\":[]}");
    } else if (stillBusy && ending(found).equals("98")) {
      send(exchange, 503, "{}");
    } else {
      send(
          exchange,
          200,
          "{\"object\":\"search_result\",\"data\":[{\"id\":\"pi_%s\",\"status\":\"succeeded\"}]}"
              .formatted(id));
    }
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(body.split("&"))
        .map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> decoded(each[0]), each -> decoded(each[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

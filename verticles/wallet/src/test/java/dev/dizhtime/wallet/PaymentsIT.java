package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.wallet.RunningWallet.eur;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import dev.dizhtime.wallet.payment.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the provider does, a top-up is credited once or not at all. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class PaymentsIT {
  private static final String HOOK = "/api/wallet/webhooks/sandbox";
  private static final Secret SECRET = new Secret(RunningWallet.WEBHOOK_SECRET);

  private static RunningWallet wallet;

  private final UserId customer = new UserId(UUID.randomUUID());

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1);
  }

  @AfterAll
  static void theBooksBalanceInTheEnd() {
    wallet.closeBalanced();
  }

  @Test
  void answersBeforeTheProviderDoes() {
    JsonNode asked = wallet.askTopUp(customer, 1_003, "late");
    assertThat(asked.path("status").asText()).isEqualTo("PENDING");

    eventually(() -> assertThat(status(asked)).isEqualTo("SUCCEEDED"));
    assertThat(posted()).isEqualTo(1_003);
  }

  @Test
  void tellsADecline() {
    JsonNode declined = wallet.topUp(customer, 1_002, "declined");

    assertThat(declined.path("status").asText()).isEqualTo("DECLINED");
    assertThat(declined.path("reason").asText()).isEqualTo("card_declined");
    assertThat(wallet.account(customer).isMissingNode()).isTrue();
    eventually(() -> assertThat(told()).containsExactly("dizhtime.wallet.top-up-declined.v1"));
  }

  @Test
  void creditsOnceWhateverIsRepeatedOrOutOfOrder() {
    for (long amount : new long[] {1_004, 1_005}) {
      wallet.topUp(customer, amount, "key-" + amount);
    }
    // Until all webhooks of the sandbox have been taken, late ones included.
    eventually(() -> assertThat(waitingWebhooks()).isZero());
    assertThat(posted()).isEqualTo(2_009);
    eventually(() -> assertThat(told()).hasSize(2).containsOnly("dizhtime.wallet.topped-up.v1"));
  }

  @Test
  void asksAgainWhenNoWebhookComes() {
    JsonNode asked = wallet.askTopUp(customer, 1_007, "silent");

    eventually(() -> assertThat(status(asked)).isEqualTo("SUCCEEDED"));
    assertThat(posted()).isEqualTo(1_007);
  }

  @Test
  void waitsForAProviderThatIsDown() {
    wallet.stopSandbox();
    JsonNode asked = wallet.askTopUp(customer, 900, "down");
    assertThat(status(asked)).isEqualTo("PENDING");
    wallet.startSandbox();

    eventually(() -> assertThat(status(asked)).isEqualTo("SUCCEEDED"));
    assertThat(posted()).isEqualTo(900);
  }

  @Test
  void creditsOnceWhenTheProviderDiesBetweenItsPromiseAndItsWebhook() throws Exception {
    JsonNode asked = wallet.askTopUp(customer, 1_003, "dies");
    String id = asked.path("topUpId").asText();
    eventually(() -> assertThat(promised(id)).isTrue());
    decideAt(id, "now() + interval '1 hour'");
    assertThat(status(asked)).isEqualTo("PENDING");

    wallet.stopSandbox();
    decideAt(id, "now()");
    wallet.startSandbox();

    eventually(() -> assertThat(status(asked)).isEqualTo("SUCCEEDED"));
    eventually(() -> assertThat(waitingWebhooks()).isZero());
    assertThat(posted()).isEqualTo(1_003);
    eventually(() -> assertThat(told()).containsExactly("dizhtime.wallet.topped-up.v1"));
  }

  @Test
  void takesBackWhatIsFreeAndBearsTheRest() {
    wallet.topUp(customer, 1_006, "back");
    wallet.ask(new ReserveFunds(new OrderId(UUID.randomUUID()), customer, eur(600)));

    eventually(() -> assertThat(posted()).isEqualTo(600));
    assertThat(wallet.account(customer).path("availableMinor").asLong()).isZero();
    eventually(
        () -> assertThat(told()).endsWith("dizhtime.wallet.top-up-charged-back.v1").hasSize(2));
  }

  @Test
  void knowsThatWhatIsTakenBackWasPaid() {
    JsonNode asked = wallet.askTopUp(customer, 1_008, "back first");

    eventually(() -> assertThat(status(asked)).isEqualTo("CHARGED_BACK"));
    eventually(() -> assertThat(waitingWebhooks()).isZero());
    assertThat(status(asked)).isEqualTo("CHARGED_BACK");
    assertThat(posted()).isZero();
  }

  @Test
  void refusesForgedStaleAndForeignWebhooks() {
    JsonNode topUp = wallet.topUp(customer, 1_000, "forged");
    String id = topUp.path("topUpId").asText();
    String good = event(UUID.randomUUID().toString(), "payment.charged_back", id, 1_000);
    Instant now = Instant.now();

    refused(hook(good, null), 400, "Sandbox-Signature");
    refused(hook(good, sign(new Secret("another"), now, good)), 400, "Sandbox-Signature");
    refused(hook(good, sign(SECRET, now.minusSeconds(301), good)), 400, "Sandbox-Signature");
    refused(hook(good, sign(SECRET, now.plusSeconds(360), good)), 400, "Sandbox-Signature");
    refused(hook(good, sign(SECRET, now, good + " ")), 400, "Sandbox-Signature");
    String other = event("e1", "payment.charged_back", id, 1_001);
    refused(hook(other, sign(SECRET, now, other)), 422, "amount");
    for (String odd : List.of("0", "-1000", "1000.5", "1e30", "\"1000\"")) {
      String amount = good.replace(":1000,", ":" + odd + ",");
      refused(hook(amount, sign(SECRET, now, amount)), 422, null);
    }
    String dollars = good.replace("EUR", "USD");
    refused(hook(dollars, sign(SECRET, now, dollars)), 422, "amount");
    String unknown = event("e2", "payment.charged_back", UUID.randomUUID().toString(), 1_000);
    refused(hook(unknown, sign(SECRET, now, unknown)), 404, null);
    String senseless = "{\"type\":\"payment.succeeded\"}";
    refused(hook(senseless, sign(SECRET, now, senseless)), 422, "body");
    refused(hook("[]", sign(SECRET, now, "[]")), 400, null);
    String large = "{\"x\":\"" + "x".repeat(300_000) + "\"}";
    refused(hook(large, sign(SECRET, now, large)), 413, null);
    refused(
        wallet.http().post("/api/wallet/webhooks/paypal", good, "Sandbox-Signature", "t=1,v1=00"),
        404,
        null);

    assertThat(status(topUp)).isEqualTo("SUCCEEDED");
    assertThat(posted()).isEqualTo(1_000);
  }

  @Test
  void takesARepeatedEventWithoutASecondEffect() {
    JsonNode topUp = wallet.topUp(customer, 1_000, "repeated");
    String event =
        event("repeated-" + customer, "payment.charged_back", topUp.path("topUpId").asText(), 400);

    for (int i = 0; i < 3; i++) {
      hook(event, sign(SECRET, Instant.now(), event)).expect(204);
    }
    String another = event.replace("repeated-", "another-");
    hook(another, sign(SECRET, Instant.now(), another)).expect(204);

    assertThat(posted()).isEqualTo(600);
    assertThat(status(topUp)).isEqualTo("CHARGED_BACK");
  }

  @Test
  void keepsTopUpsToTheirOwners() {
    String id = wallet.askTopUp(customer, 500, "own").path("topUpId").asText();

    wallet.as(new UserId(UUID.randomUUID())).get("/api/wallet/top-ups/" + id).expect(404);
    wallet.as(customer).get("/api/wallet/top-ups/" + UUID.randomUUID()).expect(404);
  }

  private static TestResponse hook(String body, String signature) {
    return signature == null
        ? wallet.http().post(HOOK, body)
        : wallet.http().post(HOOK, body, "Sandbox-Signature", signature);
  }

  private static void refused(TestResponse answer, int status, String field) {
    answer.expect(status);
    if (field != null) {
      assertThat(answer.body()).contains("\"field\":\"" + field);
    }
  }

  private static String sign(Secret secret, Instant at, String body) {
    return WebhookSignature.sign(secret, at, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String id, String type, String reference, long amount) {
    return "{\"id\":\"%s\",\"type\":\"%s\",\"payment\":{\"reference\":\"%s\",\"amount\":{\"amountMinor\":%d,\"currency\":\"EUR\"}}}"
        .formatted(id, type, reference, amount);
  }

  private String status(JsonNode topUp) {
    return wallet.topUp(customer, topUp.path("topUpId").asText()).path("status").asText();
  }

  private long posted() {
    return wallet.account(customer).path("postedMinor").asLong();
  }

  private List<String> told() {
    return wallet.infra.events().all(Topic.WALLET).stream()
        .filter(each -> each.key().equals(customer.toString()))
        .map(each -> each.type())
        .toList();
  }

  private static long waitingWebhooks() throws Exception {
    try (var connection = wallet.infra.connect("payment-sandbox");
        var found =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM sandbox_webhook WHERE delivered_at IS NULL"
                        + " AND due_at < now() + interval '1 s'")) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Whether the provider has taken a top-up, and the wallet knows. */
  private static boolean promised(String topUpId) throws SQLException {
    try (var connection = wallet.infra.connect("wallet");
        var found =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT FROM top_up WHERE reference IS NOT NULL AND id = '" + topUpId + "'")) {
      return found.next();
    }
  }

  /** When the sandbox decides a payment, and says so. */
  private static void decideAt(String topUpId, String when) throws SQLException {
    try (var connection = wallet.infra.connect("payment-sandbox");
        var statement = connection.createStatement()) {
      String own = " WHERE reference = '" + topUpId + "'";
      statement.execute("UPDATE sandbox_payment SET decided_at = " + when + own);
      statement.execute(
          "UPDATE sandbox_webhook SET due_at = %s WHERE payment_id = (SELECT id FROM sandbox_payment%s)"
              .formatted(when, own));
    }
  }
}

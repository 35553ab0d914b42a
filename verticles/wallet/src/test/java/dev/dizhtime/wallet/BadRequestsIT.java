package dev.dizhtime.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, it is refused with the field's name, and the books stay as they are. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class BadRequestsIT {
  private static final UUID ANNA = UUID.randomUUID();
  private static final TestTokens TOKENS = TestTokens.ofThisProcess();
  private static final String TOP_UPS = "/api/wallet/top-ups";
  private static final String DEPOSITS = "/api/wallet/cash-deposits";
  private static final String KEY = "Idempotency-Key";
  private static final String TRANSFERS = "/api/wallet/transfers";

  private static RunningWallet wallet;

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1);
    wallet.topUp(new UserId(ANNA), 1_000, "first");
  }

  @AfterAll
  static void nothingHasChanged() {
    try (var running = wallet) {
      assertThat(running.account(new UserId(ANNA)).path("postedMinor").asLong()).isEqualTo(1_000);
      assertThat(running.verification().path("transfers").asLong()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource({"amounts", "bodies", "reads", "tokens", "payouts", "cash", "accounts"})
  void refuses(BadRequest bad) {
    wallet.http().as(TOKENS.customer(ANNA)).refuses(bad);
  }

  static Stream<BadRequest> amounts() {
    return Stream.of(
        amount("a negative amount", -1, "EUR", 400, "amountMinor"),
        amount("an amount of nothing", 0, "EUR", 400, "amountMinor"),
        amount("more than may be paid in at once", 1_000_001, "EUR", 400, "amountMinor"),
        amount("a fraction of a cent", 1.5, "EUR", 400, "amountMinor"),
        amount("an amount as text", "100", "EUR", 400, "amountMinor"),
        amount("a currency in small letters", 100, "eur", 400, "currency"),
        amount("a currency that does not exist", 100, "QQQ", 422, "currency"),
        amount("a currency that is not enabled", 100, "SEK", 422, "currency"),
        amount("a fraction of a yen", 99.5, "JPY", 400, "amountMinor"),
        topUp(
            "an amount that overflows a long",
            "{\"amount\":{\"amountMinor\":9223372036854775808,\"currency\":\"EUR\"}}",
            400,
            "amountMinor"));
  }

  static Stream<BadRequest> bodies() {
    return Stream.of(
        topUp("malformed JSON", "{\"amount\":", 400, "body"),
        topUp("no body at all", "", 400, null),
        topUp("a list", "[]", 400, null),
        topUp("a missing field", "{}", 400, "amount"),
        topUp("a missing inner field", "{\"amount\":{\"amountMinor\":1}}", 400, "currency"),
        topUp("null for an amount", "{\"amount\":null}", 400, "amount"),
        topUp(
            "an unknown field",
            "{\"amount\":{\"amountMinor\":1,\"currency\":\"EUR\"},\"bonus\":1}",
            400,
            "bonus"),
        topUp("an oversized body", "{\"amount\":\"" + "x".repeat(300_000) + "\"}", 413, null),
        BadRequest.post("no idempotency key", TOP_UPS, euro(), 400, "Idempotency-Key"),
        BadRequest.post("a key that is too long", TOP_UPS, euro(), 400, "Idempotency-Key")
            .with("Idempotency-Key", "k".repeat(129)),
        BadRequest.post("a known key with another body", TOP_UPS, euro(), 422, "Idempotency-Key")
            .with("Idempotency-Key", "first"));
  }

  static Stream<BadRequest> reads() {
    String admin = "Bearer " + TOKENS.admin(UUID.randomUUID());
    return Stream.of(
        BadRequest.get("a limit of nothing", TRANSFERS + "?limit=0", 400, "limit"),
        BadRequest.get("a limit that is too high", TRANSFERS + "?limit=101", 400, "limit"),
        BadRequest.get("a limit that is no number", TRANSFERS + "?limit=many", 400, "limit"),
        BadRequest.get("a made-up cursor", TRANSFERS + "?cursor=abc", 400, "cursor"),
        BadRequest.get(
            "a cursor far in the future", TRANSFERS + "?cursor=" + farCursor(), 400, "cursor"),
        BadRequest.get("an unknown transfer", TRANSFERS + "/" + UUID.randomUUID(), 404, null),
        BadRequest.get("a transfer id that is none", TRANSFERS + "/17", 400, "transferId"),
        BadRequest.get("an order id that is none", "/api/wallet/orders/17", 400, "orderId")
            .with("Authorization", admin),
        BadRequest.get("a path that is none", "/api/wallet/nothing", 404, null));
  }

  static Stream<BadRequest> tokens() {
    return Stream.of(
        token("an expired token", TOKENS.expired(ANNA, "customer")),
        token("a forged token", TOKENS.forged(ANNA, "customer")),
        token("an unsigned token", TOKENS.unsigned(ANNA, "customer")),
        token("a token for someone else", TOKENS.wrongAudience(ANNA, "customer")),
        token("a token from someone else", TOKENS.wrongIssuer(ANNA, "customer")),
        token("no token that anyone could read", "nonsense"),
        BadRequest.get(
            "a customer who verifies the ledger", "/api/wallet/ledger/verification", 403, null),
        BadRequest.get(
            "a customer who looks at an order",
            "/api/wallet/orders/" + UUID.randomUUID(),
            403,
            null),
        BadRequest.post("a driver who pays in", TOP_UPS, euro(), 403, null)
            .with("Idempotency-Key", "driver")
            .with("Authorization", "Bearer " + TOKENS.driver(UUID.randomUUID())));
  }

  static Stream<BadRequest> payouts() {
    String day = "2026-11-01T00:00:00Z";
    String next = "2026-11-02T00:00:00Z";
    String path = "/api/wallet/payouts/" + UUID.randomUUID();
    return Stream.of(
        payout("a period that is turned round", next, day, 422, "from"),
        payout("a period of nothing", day, day, 422, "from"),
        payout(
            "a period that is not over",
            Instant.now().minus(1, ChronoUnit.DAYS).toString(),
            Instant.now().plus(1, ChronoUnit.DAYS).toString(),
            422,
            "to"),
        payout("a period of years", "2020-01-01T00:00:00Z", next, 422, "to"),
        payout("a time that is none", "yesterday", next, 400, "from"),
        BadRequest.post("a customer who pays out", "/api/wallet/payouts", Map.of(), 403, null)
            .with("Idempotency-Key", "payout"),
        BadRequest.get("an unknown payout", path, 404, null),
        BadRequest.get("the statement of an unknown payout", path + "/statement", 404, null),
        BadRequest.get("its CSV", path + "/statement.csv", 404, null));
  }

  static Stream<BadRequest> cash() {
    String limit = "/api/wallet/drivers/" + ANNA + "/cash-limit";
    return Stream.of(
        cash("cash that nobody has", 100, "EUR", 422, "driverId"),
        cash("cash of nothing", 0, "EUR", 400, "amountMinor"),
        cash("cash below nothing", -1, "EUR", 400, "amountMinor"),
        cash("cash in small letters", 1, "eur", 400, "currency"),
        cash("cash of a currency that nobody takes", 100, "QQQ", 422, "driverId"),
        cash("a fraction of a cent in cash", 1.5, "EUR", 400, "amountMinor"),
        cash("cash as text", "100", "EUR", 400, "amountMinor"),
        cash("cash that overflows a long", 1e30, "EUR", 400, "amountMinor"),
        BadRequest.post("cash without a key", DEPOSITS, deposit(100, "EUR"), 400, KEY)
            .with("Authorization", admin()),
        BadRequest.post("a driver who takes cash", DEPOSITS, deposit(100, "EUR"), 403, null)
            .with(KEY, "bad-cash")
            .with("Authorization", "Bearer " + TOKENS.driver(ANNA)),
        limit("a limit below nothing", -1, "EUR", 400, "limitMinor"),
        limit("a limit with a fraction", 0.5, "EUR", 400, "limitMinor"),
        limit("a limit that overflows a long", 1e30, "EUR", 400, "limitMinor"),
        limit("a limit in small letters", 100, "eur", 400, "currency"),
        BadRequest.get("a limit of no currency", limit, 400, "currency")
            .with("Authorization", admin()),
        BadRequest.get("a customer who asks for it", limit + "?currency=EUR", 403, null));
  }

  static Stream<BadRequest> accounts() {
    String unknown = "/api/wallet/accounts/" + UUID.randomUUID();
    return Stream.of(
        BadRequest.get("an unknown account", unknown + "/balance", 404, null),
        BadRequest.get("an unknown account's statement", unknown + "/statement", 404, null),
        BadRequest.get("an unknown account's CSV", unknown + "/statement.csv", 404, null),
        BadRequest.get(
            "an account id that is none", "/api/wallet/accounts/7/balance", 400, "accountId"),
        BadRequest.get("an instant that is none", unknown + "/balance?at=noon", 400, "at"),
        BadRequest.get("an unknown top-up", TOP_UPS + "/" + UUID.randomUUID(), 404, null));
  }

  private static BadRequest limit(
      String name, Object limitMinor, String currency, int status, String field) {
    return new BadRequest(
            name,
            "PUT",
            "/api/wallet/drivers/" + ANNA + "/cash-limit",
            Map.of("If-Match", "\"20000\""),
            Map.of("currency", currency, "limitMinor", limitMinor),
            status,
            field)
        .with("Authorization", admin());
  }

  private static Map<String, Object> deposit(Object amountMinor, String currency) {
    return Map.of(
        "driverId", ANNA, "amount", Map.of("amountMinor", amountMinor, "currency", currency));
  }

  private static String admin() {
    return "Bearer " + TOKENS.admin(UUID.randomUUID());
  }

  private static BadRequest payout(String name, String from, String to, int status, String field) {
    var body = Map.of("from", from, "to", to);
    return BadRequest.post(name, "/api/wallet/payouts", body, status, field)
        .with("Idempotency-Key", "bad-payout")
        .with("Authorization", admin());
  }

  private static BadRequest cash(
      String name, Object amountMinor, String currency, int status, String field) {
    return BadRequest.post(name, DEPOSITS, deposit(amountMinor, currency), status, field)
        .with(KEY, "bad-cash")
        .with("Authorization", admin());
  }

  private static String farCursor() {
    return java.util.Base64.getUrlEncoder()
        .encodeToString(
            (Long.MAX_VALUE + "/" + UUID.randomUUID())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Object euro() {
    return Map.of("amount", Map.of("amountMinor", 100, "currency", "EUR"));
  }

  private static BadRequest amount(
      String name, Object amountMinor, String currency, int status, String field) {
    var body = Map.of("amount", Map.of("amountMinor", amountMinor, "currency", currency));
    return topUp(name, body, status, field);
  }

  private static BadRequest topUp(String name, Object body, int status, String field) {
    return BadRequest.post(name, TOP_UPS, body, status, field).with("Idempotency-Key", "bad-key-1");
  }

  private static BadRequest token(String name, String token) {
    return BadRequest.get(name, "/api/wallet", 401, null).with("Authorization", "Bearer " + token);
  }
}

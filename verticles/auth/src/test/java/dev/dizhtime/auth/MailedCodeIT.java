package dev.dizhtime.auth;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.secondfactor.PgLogInChallenges;
import dev.dizhtime.auth.usecase.LogInThrottle;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everybody needs a second factor here; whoever has no app is mailed a code. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class MailedCodeIT {
  private static final String FACTOR = "/api/auth/second-factor";
  private static final Map<String, String> PASSWORD =
      Map.of("currentPassword", AuthEnvironment.PASSWORD);

  private static final DrivenClock clock = DrivenClock.standing(AuthenticatorApp.begin());

  private static RunningAuth auth;
  private static TestHttp http;
  private static Mailbox mailbox;

  /** A log-in that waits, and the code that was mailed for it. */
  private record Begun(String challenge, String code) {
    String otherCode() {
      return String.format(Locale.ROOT, "%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    auth =
        RunningAuth.start(
            infra,
            Map.of("DIZHTIME_SECOND_FACTOR", "everybody", "DIZHTIME_ADMIN_TOTP", "required"),
            clock);
    http = auth.http();
    mailbox = new Mailbox(infra);
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void aLogInTakesThePasswordAndTheCodeFromTheMail() {
    String email = registered("both@example.test");
    JsonNode problem = logIn(email).expect(401).json();
    assertThat(problem.path("type").asText()).isEqualTo("/problems/second-factor-required");
    assertThat(problem.path("method").asText()).isEqualTo("mail");
    assertThat(problem.toString()).doesNotContain("Token");

    Begun begun = new Begun(problem.path("challenge").asText(), mailbox.code(email, 1));
    assertThat(begun.code()).matches("[0-9]{6}");
    JsonNode mail = mailbox.mails("LOG_IN_CODE", email).getFirst().json();
    assertThat(mail.has("link")).isFalse();
    assertThat(Instant.parse(mail.path("expiresAt").asText()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(5)));
    answer(begun.challenge(), begun.otherCode()).expect(401);
    String typed = begun.code().substring(0, 3) + " " + begun.code().substring(3);
    JsonNode tokens = answer(begun.challenge(), typed).expect(200).json();

    JsonNode me = as(tokens).get("/api/auth/me").expect(200).json();
    assertThat(me.path("secondFactor").asBoolean()).isFalse();
    assertThat(me.path("emailVerified").asBoolean()).as("who reads the mails").isTrue();
  }

  @Test
  void aMailedCodeIsGoodOnceAlsoForTwoAtOnce() {
    Begun begun = begin(registered("mailed-once@example.test"));
    List<Integer> answers =
        Stream.of(begun, begun)
            .map(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> answer(each.challenge(), each.code()).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(200, 401);
    answer(begun.challenge(), begun.code()).expect(401);
  }

  @Test
  void aMailedCodeIsGoodForItsOwnLogInOnly() {
    String email = registered("own@example.test");
    Begun first = begin(email);
    Begun second = begin(email);
    answer(second.challenge(), first.code()).expect(401);
    Begun another = begin(registered("another@example.test"));
    answer(another.challenge(), second.code()).expect(401);

    answer(first.challenge(), first.code()).expect(200);
    answer(second.challenge(), second.code()).expect(200);
  }

  @Test
  void guessingMailedCodesIsSlow() {
    String email = registered("mail-guessed@example.test");
    Begun begun = begin(email);
    for (int i = 0; i < LogInThrottle.FREE_FAILURES; i++) {
      answer(begun.challenge(), begun.otherCode()).expect(401);
    }
    // Neither the password, which forgets its own failures, nor another mail makes it quick.
    Begun again = begin(email);
    answer(again.challenge(), again.otherCode()).expect(401);
    TestResponse throttled = answer(again.challenge(), again.code()).expect(429);
    assertThat(Integer.parseInt(throttled.header("retry-after"))).isBetween(1, 2);
  }

  @Test
  void aMailedCodeIsGoodForATimeOnly(Infrastructure infra) throws Exception {
    Begun begun = begin(registered("mail-late@example.test"));
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate(
          "UPDATE log_in_challenge SET expires_at = now() WHERE user_id ="
              + " (SELECT user_id FROM account WHERE email = 'mail-late@example.test')");
    }
    answer(begun.challenge(), begun.code()).expect(401);
  }

  @Test
  void floodsNobodyWithCodes() {
    String email = registered("flooded@example.test");
    for (int i = 0; i < PgLogInChallenges.MAILS_PER_HOUR; i++) {
      logIn(email).expect(401);
    }
    TestResponse refused = logIn(email).expect(429);
    assertThat(refused.header("retry-after")).isEqualTo("3600");
    assertThat(refused.json().path("type").asText()).isEqualTo("/problems/too-many-mails");
    assertThat(refused.json().has("challenge")).isFalse();
    mailbox.code(email, PgLogInChallenges.MAILS_PER_HOUR);
    http.post("/api/auth/login", Map.of("email", email, "password", "wrong password")).expect(401);
  }

  @Test
  void whoHasAnAppIsAskedForItsCodesAndMailedNone() {
    String email = registered("app@example.test");
    Begun known = begin(email);
    TestHttp owner = as(answer(known.challenge(), known.code()).expect(200).json());
    Begun waiting = begin(email);
    String secret = owner.post(FACTOR, PASSWORD).expect(200).json().path("secret").asText();
    var app = new AuthenticatorApp(secret, clock);
    owner.post(FACTOR + "/confirmation", Map.of("code", app.code())).expect(200);

    answer(waiting.challenge(), waiting.code()).expect(401);
    JsonNode problem = logIn(email).expect(401).json();
    assertThat(problem.path("method").asText()).isEqualTo("app");
    String challenge = problem.path("challenge").asText();
    answer(challenge, waiting.code()).expect(401);
    answer(challenge, app.nextCode()).expect(200);
    assertThat(mailbox.codes(email)).isEqualTo(2);
  }

  @Test
  void anAdminIsNoAdminByAMailedCode() throws Exception {
    int before = mailbox.codes(AuthEnvironment.ADMIN);
    JsonNode problem =
        http.post(
                "/api/auth/login",
                Map.of("email", AuthEnvironment.ADMIN, "password", AuthEnvironment.ADMIN_PASSWORD))
            .expect(401)
            .json();
    String code = mailbox.code(AuthEnvironment.ADMIN, before + 1);
    JsonNode tokens = answer(problem.path("challenge").asText(), code).expect(200).json();
    assertThat(
            SignedJWT.parse(tokens.path("accessToken").asText())
                .getJWTClaimsSet()
                .getStringListClaim("roles"))
        .isEmpty();
  }

  @Test
  void keepsNoMailedCodeInClear(Infrastructure infra) throws Exception {
    Begun begun = begin(registered("mail-dump@example.test"));
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      List<String> tables = tables(statement);
      assertThat(tables).contains("log_in_challenge", "outbox", "security_event");
      // As a word, and no fraction of a second.
      String search = "SELECT count(*) FROM %s t WHERE t::text ~ '(?<!\\.)\\y%s\\y'";
      for (String table : tables) {
        eventually(
            () ->
                assertThat(count(statement, search.formatted(table, begun.code())))
                    .as(table)
                    .isZero());
      }
      assertThat(
              count(
                  statement,
                  "SELECT count(*) FROM log_in_challenge WHERE code_hash ="
                      + " sha256(convert_to('%s', 'UTF8'))".formatted(begun.code())))
          .as("a hash that a million tries open")
          .isZero();
    }
    answer(begun.challenge(), begun.code()).expect(200);
  }

  private static List<String> tables(Statement statement) throws Exception {
    List<String> tables = new ArrayList<>();
    try (var rows =
        statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static int count(Statement statement, String sql) throws Exception {
    try (var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String registered(String email) {
    http.post("/api/auth/register", AuthEnvironment.registration(email, "customer")).expect(201);
    return email;
  }

  private static Begun begin(String email) {
    int before = mailbox.codes(email);
    String challenge = logIn(email).expect(401).json().path("challenge").asText();
    return new Begun(challenge, mailbox.code(email, before + 1));
  }

  private static TestResponse logIn(String email) {
    return http.post(
        "/api/auth/login", Map.of("email", email, "password", AuthEnvironment.PASSWORD));
  }

  private static TestResponse answer(String challenge, String code) {
    return http.post("/api/auth/login/second-factor", Map.of("challenge", challenge, "code", code));
  }

  private static TestHttp as(JsonNode tokens) {
    return http.as(tokens.path("accessToken").asText());
  }
}

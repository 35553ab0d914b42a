package dev.dizhtime.auth;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.auth.recovery.MailAllowance;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Links in mails, and the log of what happened. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class RecoveryIT {
  private static final String VERIFICATION = "/api/auth/email-verification";
  private static final String RESET = "/api/auth/password-reset";
  private static final String FRESH = "a much better one";

  private static RunningAuth auth;
  private static TestHttp http;
  private static Mailbox mailbox;

  @BeforeAll
  static void start(Infrastructure infra) {
    auth = RunningAuth.start(infra, Map.of("DIZHTIME_PUBLIC_URL", "https://food.example/"));
    http = auth.http();
    mailbox = new Mailbox(infra);
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void theLinkOfARegistrationConfirmsTheAddressOnce() {
    register("ada@example.test");
    String token = mailbox.token("VERIFY_EMAIL", "ada@example.test", 1);
    JsonNode mail = mailbox.mails("VERIFY_EMAIL", "ada@example.test").getFirst().json();
    assertThat(mail.path("link").asText())
        .isEqualTo("https://food.example/email-verification?token=" + token);
    assertThat(me("ada@example.test").path("emailVerified").asBoolean()).isFalse();

    confirm(token).expect(204);

    assertThat(me("ada@example.test").path("emailVerified").asBoolean()).isTrue();
    refusedToken(confirm(token));
    as("ada@example.test").post(VERIFICATION, Map.of()).expect(409);
  }

  @Test
  void anotherMailMakesTheLastLinkUselessAndThereAreNotManyInAnHour() {
    register("again@example.test");
    String first = mailbox.token("VERIFY_EMAIL", "again@example.test", 1);
    TestHttp again = as("again@example.test");
    for (int i = 1; i < MailAllowance.MAILS_PER_HOUR; i++) {
      again.post(VERIFICATION, Map.of()).expect(202);
    }

    assertThat(again.post(VERIFICATION, Map.of()).expect(429).header("retry-after"))
        .isEqualTo("3600");

    refusedToken(confirm(first));
    confirm(mailbox.token("VERIFY_EMAIL", "again@example.test", MailAllowance.MAILS_PER_HOUR))
        .expect(204);
  }

  @Test
  void whoForgotThePasswordChoosesAnotherAndIsLoggedOutEverywhere() {
    String email = "forgetful@example.test";
    register(email);
    JsonNode session = logIn(email, AuthEnvironment.PASSWORD).expect(200).json();
    http.post(RESET, Map.of("email", " Forgetful@Example.test ")).expect(202);
    String token = mailbox.token("RESET_PASSWORD", email, 1);

    TestResponse weak = reset(token, "password1234").expect(422);
    assertThat(weak.json().path("errors").get(0).path("field").asText()).isEqualTo("newPassword");
    reset(token, FRESH).expect(204);

    http.post("/api/auth/refresh", Map.of("refreshToken", session.path("refreshToken").asText()))
        .expect(401);
    logIn(email, AuthEnvironment.PASSWORD).expect(401);
    logIn(email, FRESH).expect(200);
    assertThat(me(email, FRESH).path("emailVerified").asBoolean()).isTrue();
    refusedToken(reset(token, FRESH));
    eventually(() -> assertThat(mailbox.count("PASSWORD_CHANGED", email)).isEqualTo(1));
  }

  @Test
  void aFactorThatWasAddedBeforeTheAddressWasProvedGoesWithAReset() {
    register("squatted@example.test");
    addFactor("squatted@example.test");
    resetByMail("squatted@example.test");
    logIn("squatted@example.test", FRESH).expect(200);

    register("proved@example.test");
    confirm(mailbox.token("VERIFY_EMAIL", "proved@example.test", 1)).expect(204);
    addFactor("proved@example.test");
    resetByMail("proved@example.test");
    logIn("proved@example.test", FRESH).expect(401);
  }

  private static void addFactor(String email) {
    TestHttp owner = as(email);
    String secret =
        owner
            .post("/api/auth/second-factor", Map.of("currentPassword", AuthEnvironment.PASSWORD))
            .expect(200)
            .json()
            .path("secret")
            .asText();
    owner
        .post(
            "/api/auth/second-factor/confirmation",
            Map.of(
                "code", new AuthenticatorApp(secret, DrivenClock.standing(Instant.now())).code()))
        .expect(200);
  }

  private static void resetByMail(String email) {
    http.post(RESET, Map.of("email", email)).expect(202);
    reset(mailbox.token("RESET_PASSWORD", email, 1), FRESH).expect(204);
  }

  @Test
  void ofTwoResetsWithOneTokenOneSucceeds() {
    register("twice@example.test");
    http.post(RESET, Map.of("email", "twice@example.test")).expect(202);
    String token = mailbox.token("RESET_PASSWORD", "twice@example.test", 1);
    List<Integer> answers =
        Stream.of(FRESH, FRESH)
            .map(wanted -> CompletableFuture.supplyAsync(() -> reset(token, wanted).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(204, 422);
  }

  @Test
  void aTokenIsForOnePurposeAndForATime(Infrastructure infra) throws Exception {
    register("late@example.test");
    refusedToken(reset(mailbox.token("VERIFY_EMAIL", "late@example.test", 1), FRESH));
    http.post(RESET, Map.of("email", "late@example.test")).expect(202);
    String token = mailbox.token("RESET_PASSWORD", "late@example.test", 1);
    refusedToken(confirm(token));
    update(infra, "UPDATE one_time_token SET expires_at = now() WHERE purpose = 'RESET_PASSWORD'");
    refusedToken(reset(token, FRESH));
  }

  @Test
  void tellsNobodyWhetherThereIsSuchAnAccountAndFloodsNobody() {
    register("known@example.test");
    for (int i = 0; i < MailAllowance.MAILS_PER_HOUR + 2; i++) {
      for (String email : List.of("known@example.test", "unknown@example.test")) {
        TestResponse answer = http.post(RESET, Map.of("email", email)).expect(202);
        assertThat(answer.body()).isEmpty();
      }
    }
    mailbox.token("RESET_PASSWORD", "known@example.test", MailAllowance.MAILS_PER_HOUR);
    assertThat(mailbox.count("RESET_PASSWORD", "unknown@example.test")).isZero();
  }

  @Test
  void keepsNoTokenInClear(Infrastructure infra) throws Exception {
    register("dump@example.test");
    String token = mailbox.token("VERIFY_EMAIL", "dump@example.test", 1);
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      for (String table : List.of("one_time_token", "outbox", "security_event")) {
        eventually(
            () -> {
              try (var rows =
                  statement.executeQuery(
                      "SELECT count(*) FROM %s t WHERE t::text LIKE '%%%s%%'"
                          .formatted(table, token))) {
                rows.next();
                assertThat(rows.getInt(1)).as(table).isZero();
              }
            });
      }
    }
  }

  @Test
  void theOwnerSeesWhatHappenedToTheAccountAndNobodyElseButAdmins(Infrastructure infra) {
    String email = "watched@example.test";
    String userId = register(email);
    logIn(email, "wrong password").expect(401);
    TestHttp owner = as(email);
    owner
        .put(
            "/api/auth/password",
            Map.of("currentPassword", AuthEnvironment.PASSWORD, "newPassword", FRESH))
        .expect(204);

    JsonNode events = owner.get("/api/auth/security-events").expect(200).json();
    assertThat(events.path("items").findValuesAsText("kind"))
        .containsExactly("PASSWORD_CHANGED", "LOGGED_IN", "LOG_IN_FAILED", "REGISTERED");
    JsonNode page = owner.get("/api/auth/security-events?limit=3").json();
    JsonNode rest =
        owner.get("/api/auth/security-events?cursor=" + page.path("nextCursor").asText()).json();
    assertThat(rest.path("items").findValuesAsText("kind")).containsExactly("REGISTERED");

    String all = "/api/auth/security-events/all?userId=" + userId;
    owner.get(all).expect(403);
    JsonNode seen = admin().get(all).expect(200).json();
    assertThat(seen.path("items")).hasSize(4);
    var told =
        infra
            .events()
            .await(
                Topic.SECURITY,
                event ->
                    event.key().equals(userId)
                        && event.json().path("kind").asText().equals("LOG_IN_FAILED"));
    assertThat(told.json().toString()).doesNotContain(email);
  }

  @Test
  void aFailedLogInOfNobodyIsSeenByAdminsOnly() {
    logIn("stranger@example.test", "wrong password").expect(401);
    JsonNode newest = admin().get("/api/auth/security-events/all?limit=20").expect(200).json();
    assertThat(newest.path("items"))
        .anyMatch(
            event -> event.path("kind").asText().equals("LOG_IN_FAILED") && !event.has("userId"));
  }

  private static void update(Infrastructure infra, String sql) throws Exception {
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static void refusedToken(TestResponse answer) {
    assertThat(answer.expect(422).json().path("errors").get(0).path("field").asText())
        .isEqualTo("token");
  }

  private static TestResponse confirm(String token) {
    return http.post(VERIFICATION + "/confirmation", Map.of("token", token));
  }

  private static TestResponse reset(String token, String password) {
    return http.post(RESET + "/confirmation", Map.of("token", token, "newPassword", password));
  }

  private static String register(String email) {
    return http.post("/api/auth/register", AuthEnvironment.registration(email, "customer"))
        .expect(201)
        .json()
        .path("userId")
        .asText();
  }

  private static TestResponse logIn(String email, String password) {
    return http.post("/api/auth/login", Map.of("email", email, "password", password));
  }

  private static TestHttp as(String email) {
    return as(email, AuthEnvironment.PASSWORD);
  }

  private static TestHttp as(String email, String password) {
    return http.as(logIn(email, password).expect(200).json().path("accessToken").asText());
  }

  private static TestHttp admin() {
    return as(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD);
  }

  private static JsonNode me(String email) {
    return me(email, AuthEnvironment.PASSWORD);
  }

  private static JsonNode me(String email, String password) {
    return as(email, password).get("/api/auth/me").expect(200).json();
  }
}

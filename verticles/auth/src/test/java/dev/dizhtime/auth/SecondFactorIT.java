package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.usecase.LogInThrottle;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.sql.Connection;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes beside the password; admins do need them here. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class SecondFactorIT {
  private static final String FACTOR = "/api/auth/second-factor";
  private static final Map<String, String> PASSWORD =
      Map.of("currentPassword", AuthEnvironment.PASSWORD);

  /** Stands, so that no step ends but when a test ends it. */
  private static final DrivenClock clock = DrivenClock.standing(AuthenticatorApp.begin());

  private static RunningAuth auth;
  private static TestHttp http;

  /** Somebody's app and paper. */
  private record Factor(AuthenticatorApp app, List<String> recoveryCodes) {}

  @BeforeAll
  static void start(Infrastructure infra) {
    auth = RunningAuth.start(infra, Map.of("DIZHTIME_ADMIN_TOTP", "required"), clock);
    http = auth.http();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void whoHasOneLogsInWithTwoSteps() {
    Factor factor = enrolled("two-steps@example.test");

    JsonNode problem = logIn("two-steps@example.test").expect(401).json();
    assertThat(problem.path("type").asText()).isEqualTo("/problems/second-factor-required");
    String challenge = problem.path("challenge").asText();
    answer(challenge, "000000").expect(401);
    JsonNode tokens = answer(challenge, factor.app().nextCode()).expect(200).json();

    JsonNode me = as(tokens).get("/api/auth/me").expect(200).json();
    assertThat(me.path("secondFactor").asBoolean()).isTrue();
    answer(challenge, factor.recoveryCodes().getFirst()).expect(401);
  }

  @Test
  void aCodeIsGoodOnceAlsoForTwoAtOnce() {
    Factor factor = enrolled("once@example.test");
    String code = factor.app().nextCode();
    List<Integer> answers =
        Stream.of(challenge("once@example.test"), challenge("once@example.test"))
            .map(open -> CompletableFuture.supplyAsync(() -> answer(open, code).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(200, 401);
    answer(challenge("once@example.test"), code).expect(401);
  }

  @Test
  void aCodeThatIsHalfAMinuteOldIsRefused() {
    AuthenticatorApp app = enrolled("typed-slowly@example.test").app();
    String old = app.nextCode();
    app.endStep();
    answer(challenge("typed-slowly@example.test"), old).expect(401);
    answer(challenge("typed-slowly@example.test"), app.code()).expect(200);
  }

  @Test
  void aRecoveryCodeIsGoodOnceHoweverItIsTyped() {
    Factor factor = enrolled("paper@example.test");
    assertThat(factor.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
    String typed = factor.recoveryCodes().get(3).toLowerCase().replace('-', ' ');

    JsonNode tokens = answer(challenge("paper@example.test"), typed).expect(200).json();
    answer(challenge("paper@example.test"), typed).expect(401);

    var renewal =
        Map.of("currentPassword", AuthEnvironment.PASSWORD, "code", factor.recoveryCodes().get(4));
    JsonNode renewed = as(tokens).post(FACTOR + "/recovery-codes", renewal).expect(200).json();
    answer(challenge("paper@example.test"), factor.recoveryCodes().get(5)).expect(401);
    answer(challenge("paper@example.test"), renewed.path("recoveryCodes").get(0).asText())
        .expect(200);
  }

  @Test
  void knowingThePasswordDoesNotMakeGuessingCodesQuick() {
    Factor factor = enrolled("guessed@example.test");
    for (int i = 0; i <= LogInThrottle.FREE_FAILURES; i++) {
      answer(challenge("guessed@example.test"), "000000").expect(401);
    }
    TestResponse throttled =
        answer(challenge("guessed@example.test"), factor.app().nextCode()).expect(429);
    assertThat(Integer.parseInt(throttled.header("retry-after"))).isBetween(1, 2);
  }

  @Test
  void aChallengeWaitsForATimeOnly(Infrastructure infra) throws Exception {
    Factor factor = enrolled("slow@example.test");
    String challenge = challenge("slow@example.test");
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate("UPDATE log_in_challenge SET expires_at = now()");
    }
    answer(challenge, factor.app().nextCode()).expect(401);
  }

  @Test
  void addingOneTakesThePasswordAndEndsTheOtherSessions() {
    register("careful@example.test");
    JsonNode here = logIn("careful@example.test").expect(200).json();
    JsonNode there = logIn("careful@example.test").expect(200).json();
    as(here).post(FACTOR, Map.of("currentPassword", "wrong password")).expect(422);
    String secret = as(here).post(FACTOR, PASSWORD).expect(200).json().path("secret").asText();
    as(here).post(FACTOR + "/confirmation", Map.of("code", "000000")).expect(422);
    logIn("careful@example.test").expect(200);

    String code = new AuthenticatorApp(secret, clock).code();
    as(here).post(FACTOR + "/confirmation", Map.of("code", code)).expect(200);

    refresh(there).expect(401);
    refresh(here).expect(200);
    as(here).post(FACTOR, PASSWORD).expect(409);
  }

  @Test
  void aLogInThatWaitsEndsWithThePasswordItWasBegunWith() {
    Factor factor = enrolled("waits@example.test");
    String paper = factor.recoveryCodes().getFirst();
    JsonNode tokens = answer(challenge("waits@example.test"), paper).expect(200).json();
    String waiting = challenge("waits@example.test");

    var change =
        Map.of(
            "currentPassword", AuthEnvironment.PASSWORD, "newPassword", "quiet lantern orchard 9");
    as(tokens).put("/api/auth/password", change).expect(204);

    answer(waiting, factor.app().nextCode()).expect(401);
  }

  @Test
  void itCanBeRemovedWithPasswordAndCode() {
    Factor factor = enrolled("without@example.test");
    String paper = factor.recoveryCodes().getFirst();
    JsonNode tokens = answer(challenge("without@example.test"), paper).expect(200).json();
    as(tokens).post(FACTOR + "/removal", both("000000")).expect(422);
    as(tokens).post(FACTOR + "/removal", both(factor.app().nextCode())).expect(204);
    logIn("without@example.test").expect(200);
  }

  @Test
  void whoGuessesTheFirstCodeWaits() {
    TestHttp owner = begun("guessed-first@example.test");
    for (int i = 0; i <= LogInThrottle.FREE_FAILURES; i++) {
      owner.post(FACTOR + "/confirmation", Map.of("code", "000000")).expect(422);
    }
    owner.post(FACTOR + "/confirmation", Map.of("code", "000000")).expect(429);
  }

  @Test
  void anEnrolmentOfYesterdayIsBegunAnew(Infrastructure infra) throws Exception {
    register("late-app@example.test");
    TestHttp owner = as(logIn("late-app@example.test").expect(200).json());
    String secret = owner.post(FACTOR, PASSWORD).expect(200).json().path("secret").asText();
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate(
          "UPDATE second_factor SET begun_at = begun_at - interval '1 day' WHERE user_id ="
              + " (SELECT user_id FROM account WHERE email = 'late-app@example.test')");
    }
    String code = new AuthenticatorApp(secret, clock).code();
    TestResponse late = owner.post(FACTOR + "/confirmation", Map.of("code", code)).expect(422);
    assertThat(late.body()).contains("begin anew");
  }

  private static TestHttp begun(String email) {
    register(email);
    TestHttp owner = as(logIn(email).expect(200).json());
    owner.post(FACTOR, PASSWORD).expect(200);
    return owner;
  }

  @Test
  void anAdminWithoutOneMayOnlyAddOne(Infrastructure infra) throws Exception {
    Map<String, String> credentials =
        Map.of("email", AuthEnvironment.ADMIN, "password", AuthEnvironment.ADMIN_PASSWORD);
    Map<String, String> password = Map.of("currentPassword", AuthEnvironment.ADMIN_PASSWORD);
    JsonNode limited = http.post("/api/auth/login", credentials).expect(200).json();
    JsonNode known = http.post("/api/auth/login", credentials).expect(200).json();
    assertThat(roles(limited)).isEmpty();
    assertThat(as(limited).get("/api/auth/me").json().path("secondFactorNeeded").asBoolean())
        .isTrue();
    as(limited).get("/api/auth/security-events/all").expect(403);

    String secret = as(limited).post(FACTOR, password).expect(200).json().path("secret").asText();
    AuthenticatorApp app = new AuthenticatorApp(secret, clock);
    as(limited).post(FACTOR + "/confirmation", Map.of("code", app.code())).expect(200);

    JsonNode whole = refresh(limited).expect(200).json();
    assertThat(roles(whole)).containsExactly("admin");
    refresh(known).expect(401);
    as(whole).get("/api/auth/security-events/all").expect(200);
    as(whole)
        .post(
            FACTOR + "/removal",
            Map.of("currentPassword", AuthEnvironment.ADMIN_PASSWORD, "code", app.nextCode()))
        .expect(409);
  }

  @Test
  void keepsNoSecretInClear(Infrastructure infra) throws Exception {
    Factor factor = enrolled("dump@example.test");
    String hex = HexFormat.of().formatHex(new Base32().decode(factor.app().secret()));
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      for (String table : List.of("second_factor", "recovery_code", "outbox", "security_event")) {
        try (var rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (rows.next()) {
            assertThat(rows.getString(1))
                .doesNotContain(factor.app().secret())
                .doesNotContain(hex)
                .doesNotContain(factor.recoveryCodes().getFirst().replace("-", ""));
          }
        }
      }
    }
  }

  private static Factor enrolled(String email) {
    register(email);
    TestHttp owner = as(logIn(email).expect(200).json());
    JsonNode begun = owner.post(FACTOR, PASSWORD).expect(200).json();
    String secret = begun.path("secret").asText();
    assertThat(begun.path("uri").asText())
        .startsWith("otpauth://totp/DizhTime:" + email.replace("@", "%40"))
        .contains("secret=" + secret);
    var app = new AuthenticatorApp(secret, clock);
    JsonNode codes =
        owner.post(FACTOR + "/confirmation", Map.of("code", app.code())).expect(200).json();
    List<String> recovery =
        Stream.iterate(0, i -> i < 10, i -> i + 1)
            .map(i -> codes.path("recoveryCodes").path(i).asText())
            .toList();
    return new Factor(app, recovery);
  }

  private static Map<String, String> both(String code) {
    return Map.of("currentPassword", AuthEnvironment.PASSWORD, "code", code);
  }

  private static List<String> roles(JsonNode tokens) throws ParseException {
    return SignedJWT.parse(tokens.path("accessToken").asText())
        .getJWTClaimsSet()
        .getStringListClaim("roles");
  }

  private static String challenge(String email) {
    return logIn(email).expect(401).json().path("challenge").asText();
  }

  private static TestResponse answer(String challenge, String code) {
    return http.post("/api/auth/login/second-factor", Map.of("challenge", challenge, "code", code));
  }

  private static void register(String email) {
    http.post("/api/auth/register", AuthEnvironment.registration(email, "customer")).expect(201);
  }

  private static TestResponse logIn(String email) {
    return http.post(
        "/api/auth/login", Map.of("email", email, "password", AuthEnvironment.PASSWORD));
  }

  private static TestHttp as(JsonNode tokens) {
    return http.as(tokens.path("accessToken").asText());
  }

  private static TestResponse refresh(JsonNode tokens) {
    return http.post(
        "/api/auth/refresh", Map.of("refreshToken", tokens.path("refreshToken").asText()));
  }
}

package dev.dizhtime.auth;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.usecase.LogInThrottle;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.sql.Connection;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guards an account: waits for those who guess, and sessions that its owner can end. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class AccountSecurityIT {
  private static final String SESSIONS = "/api/auth/sessions";
  private static final String ENDED = "/internal/ended-sessions";
  private static final Map<String, String> PASSWORD =
      Map.of("currentPassword", AuthEnvironment.PASSWORD);

  private static RunningAuth auth;
  private static TestHttp http;

  @BeforeAll
  static void start(Infrastructure infra) {
    auth = RunningAuth.start(infra);
    http = auth.http();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoGuessesWaitsAlsoForAnAccountThatDoesNotExist(boolean exists) {
    String email = "guessed-" + exists + "@example.test";
    if (exists) {
      register(email);
    }
    for (int i = 0; i <= LogInThrottle.FREE_FAILURES; i++) {
      logIn(email, "wrong password").expect(401);
    }

    TestResponse throttled = logIn(email, AuthEnvironment.PASSWORD).expect(429);

    assertThat(Integer.parseInt(throttled.header("retry-after"))).isBetween(1, 2);
  }

  @Test
  void guessesAtTheSameTimeDoNotGetRoundTheWait() {
    String email = "crowd@example.test";
    register(email);
    List<Integer> answers;
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          IntStream.range(0, 20)
              .mapToObj(
                  _ ->
                      CompletableFuture.supplyAsync(
                          () -> logIn(email, "wrong password").status(), clients))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }
    assertThat(answers.stream().filter(status -> status == 401).count())
        .isLessThanOrEqualTo(LogInThrottle.FREE_FAILURES + 1);
    assertThat(answers).contains(429);
  }

  @Test
  void theWaitGrowsHasAnEndAndASuccessForgetsTheFailures(Infrastructure infra) throws Exception {
    String email = "patient@example.test";
    register(email);
    List<Integer> waits = new ArrayList<>();
    for (int i = 0; i < LogInThrottle.FREE_FAILURES + 14; i++) {
      logIn(email, "wrong password").expect(401);
      TestResponse next = logIn(email, "wrong password");
      waits.add(next.status() == 429 ? Integer.parseInt(next.header("retry-after")) : 0);
      theWaitIsOver(infra);
    }
    assertThat(waits).isSorted().endsWith(LogInThrottle.MAX_WAIT_SECONDS);

    logIn(email, AuthEnvironment.PASSWORD).expect(200);
    logIn(email, "wrong password").expect(401);
    logIn(email, AuthEnvironment.PASSWORD).expect(200);
  }

  @Test
  void whoIsLoggedInChangesThePasswordAlsoWhileSomebodyGuessesIt() {
    String email = "attacked@example.test";
    register(email);
    TestHttp owner =
        http.as(
            logIn(email, AuthEnvironment.PASSWORD).expect(200).json().path("accessToken").asText());
    for (int i = 0; i <= LogInThrottle.FREE_FAILURES; i++) {
      logIn(email, "wrong password");
    }
    // The wait grows with each one that comes after it.
    eventually(() -> logIn(email, "wrong password").expect(429));

    owner.post(SESSIONS + "/ending", PASSWORD).expect(204);
    owner
        .put(
            "/api/auth/password",
            Map.of("currentPassword", AuthEnvironment.PASSWORD, "newPassword", "a much better one"))
        .expect(204);
  }

  @Test
  void theOwnerSeesTheSessionsAndEndsOne() {
    register("two@example.test");
    JsonNode phone = tokens("two@example.test", AuthEnvironment.PASSWORD, "a phone");
    JsonNode laptop = tokens("two@example.test", AuthEnvironment.PASSWORD, "a laptop");
    JsonNode sessions = as(laptop).get(SESSIONS).expect(200).json().path("items");
    assertThat(sessions.findValuesAsText("device"))
        .containsExactlyInAnyOrder("a phone", "a laptop");
    String lost = "";
    for (JsonNode session : sessions) {
      boolean isPhone = session.path("device").asText().equals("a phone");
      assertThat(session.path("current").asBoolean()).isEqualTo(!isPhone);
      lost = isPhone ? session.path("sessionId").asText() : lost;
    }

    end(laptop, "/" + lost, PASSWORD).expect(204);

    refresh(phone).expect(401);
    refresh(laptop).expect(200);
    end(laptop, "/" + lost, PASSWORD).expect(404);
    assertThat(as(laptop).get(SESSIONS).json().path("items")).hasSize(1);
  }

  @Test
  void whoDoesNotKnowThePasswordEndsNoSession(Infrastructure infra) throws Exception {
    String email = "unattended@example.test";
    register(email);
    JsonNode here = tokens(email, AuthEnvironment.PASSWORD, "here");
    JsonNode there = tokens(email, AuthEnvironment.PASSWORD, "there");
    Map<String, String> wrong = Map.of("currentPassword", "wrong password");
    String other = otherSession(here);
    for (String which : List.of("", "/" + other)) {
      String path = SESSIONS + which + "/ending";
      var field = "currentPassword";
      as(here).refuses(BadRequest.post("no password", path, Map.of(), 400, field));
      as(here).refuses(BadRequest.post("a wrong password", path, wrong, 422, field));
    }
    end(here, "/" + UUID.randomUUID(), wrong).expect(422);
    for (int i = 3; i <= LogInThrottle.FREE_FAILURES; i++) {
      end(here, "", wrong).expect(422);
    }

    for (String which : List.of("", "/" + other)) {
      TestResponse throttled = end(here, which, PASSWORD).expect(429);
      assertThat(Integer.parseInt(throttled.header("retry-after"))).isBetween(1, 2);
    }

    assertThat(as(here).get(SESSIONS).json().path("items")).hasSize(2);
    refresh(there).expect(200);
    theWaitIsOver(infra);
    end(here, "/" + other, PASSWORD).expect(204);
    refresh(there).expect(401);
  }

  @Test
  void loggingOutOfOnesOwnSessionTakesNoPassword() {
    register("leaver@example.test");
    JsonNode here = tokens("leaver@example.test", AuthEnvironment.PASSWORD, "here");
    JsonNode there = tokens("leaver@example.test", AuthEnvironment.PASSWORD, "there");

    http.post("/api/auth/logout", Map.of("refreshToken", here.path("refreshToken").asText()))
        .expect(204);

    refresh(here).expect(401);
    refresh(there).expect(200);
  }

  @Test
  void nobodyEndsTheSessionOfAnother() {
    register("victim@example.test");
    register("stranger@example.test");
    JsonNode victim = tokens("victim@example.test", AuthEnvironment.PASSWORD, "x");
    JsonNode stranger = tokens("stranger@example.test", AuthEnvironment.PASSWORD, "x");
    String session =
        as(victim).get(SESSIONS).json().path("items").get(0).path("sessionId").asText();

    end(stranger, "/" + session, PASSWORD).expect(404);
    end(stranger, "/" + UUID.randomUUID(), PASSWORD).expect(404);
    http.post(SESSIONS + "/ending", PASSWORD).expect(401);

    refresh(victim).expect(200);
  }

  @Test
  void loggingOutEverywhereEndsAllSessions() {
    register("everywhere@example.test");
    JsonNode one = tokens("everywhere@example.test", AuthEnvironment.PASSWORD, "x");
    JsonNode other = tokens("everywhere@example.test", AuthEnvironment.PASSWORD, "x");

    end(one, "", PASSWORD).expect(204);

    refresh(one).expect(401);
    refresh(other).expect(401);
  }

  @Test
  void loggingOutEverywhereElseKeepsThePresentSession() {
    register("elsewhere@example.test");
    JsonNode here = tokens("elsewhere@example.test", AuthEnvironment.PASSWORD, "x");
    JsonNode there = tokens("elsewhere@example.test", AuthEnvironment.PASSWORD, "x");

    end(here, "", Map.of("currentPassword", AuthEnvironment.PASSWORD, "keepPresent", true))
        .expect(204);

    refresh(there).expect(401);
    refresh(here).expect(200);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    String email = "change@example.test";
    String fresh = "another good one";
    register(email);
    JsonNode here = tokens(email, AuthEnvironment.PASSWORD, "here");
    JsonNode there = tokens(email, AuthEnvironment.PASSWORD, "there");

    change(here, "wrong password", fresh).expect(422);
    change(here, AuthEnvironment.PASSWORD, "aaaaaaaaaaaa").expect(422);
    refresh(there).expect(200);
    JsonNode elsewhere = tokens(email, AuthEnvironment.PASSWORD, "elsewhere");
    change(here, AuthEnvironment.PASSWORD, fresh).expect(204);

    refresh(here).expect(200);
    refresh(elsewhere).expect(401);
    logIn(email, AuthEnvironment.PASSWORD).expect(401);
    logIn(email, fresh).expect(200);
  }

  @Test
  void everySessionThatEndsBeforeItsTimeIsToldHoweverItEnds(Infrastructure infra) throws Exception {
    String email = "told@example.test";
    register(email);
    JsonNode here = tokens(email, AuthEnvironment.PASSWORD, "here");
    JsonNode loggedOut = tokens(email, AuthEnvironment.PASSWORD, "logged out");
    JsonNode ended = tokens(email, AuthEnvironment.PASSWORD, "ended");
    JsonNode others = tokens(email, AuthEnvironment.PASSWORD, "before the new password");
    assertThat(told("")).doesNotContain(session(loggedOut), session(ended), session(others));

    http.post("/api/auth/logout", Map.of("refreshToken", loggedOut.path("refreshToken").asText()))
        .expect(204);
    end(here, "/" + session(ended), PASSWORD).expect(204);
    assertThat(told("")).contains(session(loggedOut), session(ended)).doesNotContain(session(here));
    change(here, AuthEnvironment.PASSWORD, "another good one").expect(204);
    assertThat(told("")).contains(session(others)).doesNotContain(session(here));
    JsonNode tooMany = tokens(email, "another good one", "too many");
    try (Connection database = infra.connect("auth");
        var statement = database.prepareStatement("DELETE FROM session WHERE session_id = ?")) {
      statement.setObject(1, UUID.fromString(session(tooMany)));
      statement.executeUpdate();
    }
    end(here, "", Map.of("currentPassword", "another good one")).expect(204);

    assertThat(told("")).contains(session(tooMany), session(here));
    assertThat(told("?since=" + Instant.now().plusSeconds(60))).isEmpty();
    http.get(ENDED + "?since=lately").expect(400);
  }

  private static List<String> told(String query) {
    return http.get(ENDED + query).expect(200).json().findValuesAsText("sessionId");
  }

  private static String session(JsonNode tokens) throws ParseException {
    return SignedJWT.parse(tokens.path("accessToken").asText())
        .getJWTClaimsSet()
        .getStringClaim("sid");
  }

  /** Ends the session with this path, all where it is empty. */
  private static TestResponse end(JsonNode tokens, String which, Map<String, ?> body) {
    return as(tokens).post(SESSIONS + which + "/ending", body);
  }

  private static String otherSession(JsonNode tokens) {
    return StreamSupport.stream(as(tokens).get(SESSIONS).json().path("items").spliterator(), false)
        .filter(session -> !session.path("current").asBoolean())
        .findFirst()
        .orElseThrow()
        .path("sessionId")
        .asText();
  }

  private static TestResponse change(JsonNode tokens, String current, String wanted) {
    return as(tokens)
        .put("/api/auth/password", Map.of("currentPassword", current, "newPassword", wanted));
  }

  private static void theWaitIsOver(Infrastructure infra) throws Exception {
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate("UPDATE log_in_failure SET blocked_until = now()");
    }
  }

  private static void register(String email) {
    http.post("/api/auth/register", AuthEnvironment.registration(email, "customer")).expect(201);
  }

  private static TestResponse logIn(String email, String password) {
    return http.post("/api/auth/login", Map.of("email", email, "password", password));
  }

  private static JsonNode tokens(String email, String password, String device) {
    return http.post(
            "/api/auth/login", Map.of("email", email, "password", password), "user-agent", device)
        .expect(200)
        .json();
  }

  private static TestHttp as(JsonNode tokens) {
    return http.as(tokens.path("accessToken").asText());
  }

  private static TestResponse refresh(JsonNode tokens) {
    return http.post(
        "/api/auth/refresh", Map.of("refreshToken", tokens.path("refreshToken").asText()));
  }
}

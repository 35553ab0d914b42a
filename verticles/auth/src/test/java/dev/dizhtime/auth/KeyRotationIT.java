package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class KeyRotationIT {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String ROTATION = "/api/auth/keys/rotation";

  private static RunningAuth auth;
  private static TestHttp http;

  @BeforeAll
  static void start(Infrastructure infra) {
    auth =
        RunningAuth.start(
            infra, Map.of("DIZHTIME_KEY_AHEAD_SECONDS", "3", "DIZHTIME_KEY_SWEEP_MILLIS", "100"));
    http = auth.http();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void aRotationUnderLoadLosesNoRequest() throws Exception {
    String before = logIn();
    String next = rotate(before, false).path("kid").asText();
    assertThat(rotate(before, false).path("kid").asText()).as("asked twice").isEqualTo(next);
    assertThat(keys()).contains(next, kid(before));

    Instant end = Instant.now().plus(BOUND);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Set<String>>> loads =
          IntStream.range(0, 4)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> load(next, end), clients))
              .toList();
      for (CompletableFuture<Set<String>> load : loads) {
        assertThat(load.join()).as("keys seen, in turn").containsExactly(kid(before), next);
      }
    }
    me(before);
  }

  @Test
  void aCompromisedKeyIsReplacedAtOnce() throws Exception {
    String before = logIn();
    String next = rotate(before, true).path("kid").asText();

    assertThat(keys()).containsExactly(next);
    assertThat(kid(logInUntilSignedBy(next))).isEqualTo(next);
  }

  @Test
  void onlyAdminsRotate() {
    register("curious@example.test");
    String token = tokens("curious@example.test", AuthEnvironment.PASSWORD);

    http.post(ROTATION, Map.of("compromised", true), "authorization", "Bearer " + token)
        .expect(403);
    http.post(ROTATION, Map.of("compromised", true)).expect(401);
  }

  /** Logs in and uses the token at once, again and again, until the next key has signed one. */
  private static Set<String> load(String next, Instant end) {
    Set<String> kids = new LinkedHashSet<>();
    while (!kids.contains(next) && Instant.now().isBefore(end)) {
      String token = logIn();
      kids.add(kid(token));
      me(token);
    }
    return kids;
  }

  /** The other instance reads the keys at its next sweep. */
  private static String logInUntilSignedBy(String kid) {
    Instant end = Instant.now().plus(BOUND);
    String token = logIn();
    while (!kid(token).equals(kid) && Instant.now().isBefore(end)) {
      token = logIn();
    }
    return token;
  }

  private static void me(String token) {
    http.get("/api/auth/me", "authorization", "Bearer " + token).expect(200);
  }

  private static JsonNode rotate(String token, boolean compromised) {
    return http.post(
            ROTATION, Map.of("compromised", compromised), "authorization", "Bearer " + token)
        .expect(200)
        .json();
  }

  private static List<String> keys() {
    return http.get("/api/auth/jwks").expect(200).json().path("keys").findValuesAsText("kid");
  }

  private static String kid(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static void register(String email) {
    http.post("/api/auth/register", AuthEnvironment.registration(email, "customer")).expect(201);
  }

  private static String logIn() {
    return tokens(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD);
  }

  private static String tokens(String email, String password) {
    return http.post("/api/auth/login", Map.of("email", email, "password", password))
        .expect(200)
        .json()
        .path("accessToken")
        .asText();
  }
}

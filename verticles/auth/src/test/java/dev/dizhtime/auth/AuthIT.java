package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import dev.dizhtime.testkit.TestTokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class AuthIT {

  private static Map<String, String> environment;
  private static RunningAuth auth;
  private static TestHttp http;

  @BeforeAll
  static void start(Infrastructure infra) {
    environment = AuthEnvironment.of(infra);
    // As in production, so that there is something to wait for; few at once, so that none waits
    // long.
    environment.remove("DIZHTIME_PASSWORD_MEMORY_KIB");
    environment.put("DIZHTIME_PASSWORDS_IN_HAND", "4");
    auth = new RunningAuth(infra, environment, Clock.systemUTC());
    http = auth.http();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void registersAUserAndTellsTheOthers(Infrastructure infra) {
    TestResponse answer =
        http.post(
                "/api/auth/register",
                AuthEnvironment.registration("Ada@Example.test", "restaurant"),
                "x-request-id",
                "registration-of-ada")
            .expect(201);
    assertThat(answer.json().path("email").asText()).isEqualTo("ada@example.test");
    assertThat(answer.json().path("roles").toString()).isEqualTo("[\"restaurant\"]");
    assertThat(answer.body()).doesNotContain(AuthEnvironment.PASSWORD);

    var event =
        infra
            .events()
            .await(
                Topic.USERS, "dizhtime.user.registered.v1", answer.json().path("userId").asText());
    assertThat(event.json().path("email").asText()).isEqualTo("ada@example.test");
    assertThat(event.header("x-request-id")).isEqualTo("registration-of-ada");
  }

  @Test
  void anAddressHasOneAccountWhateverItsCase() {
    register("twice@example.test");
    TestResponse again =
        http.post(
            "/api/auth/register", AuthEnvironment.registration(" TWICE@example.TEST ", "driver"));
    assertThat(again.expect(409).json().path("errors").get(0).path("field").asText())
        .isEqualTo("email");
  }

  @Test
  void ofTwoRegistrationsAtOnceOneSucceeds() {
    List<Integer> answers =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () ->
                            http.post(
                                    "/api/auth/register",
                                    AuthEnvironment.registration("race@example.test", "customer"))
                                .status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(201, 409, 409, 409);
  }

  @Test
  void logsInWithATokenThatItsOwnKeyVouchesFor() throws Exception {
    String userId = register("in@example.test");
    JsonNode tokens = logIn("IN@example.test", AuthEnvironment.PASSWORD).expect(200).json();
    assertThat(tokens.path("tokenType").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expiresInSeconds").asInt()).isEqualTo(900);

    SignedJWT token = SignedJWT.parse(tokens.path("accessToken").asText());
    JWKSet keys = JWKSet.parse(http.get("/api/auth/jwks").expect(200).body());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(TestTokens.ISSUER);
    assertThat(claims.getAudience()).containsExactly("dizhtime");
    assertThat(claims.getSubject()).isEqualTo(userId);
    assertThat(claims.getStringListClaim("roles")).containsExactly("customer");
    assertThat(claims.getStringClaim("email")).isEqualTo("in@example.test");
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofMinutes(15));

    TestResponse me = http.as(tokens.path("accessToken").asText()).get("/api/auth/me").expect(200);
    assertThat(me.json().path("userId").asText()).isEqualTo(userId);
  }

  @Test
  void saysTheSameToAWrongPasswordAndAnUnknownAccount() {
    register("known@example.test");
    JsonNode wrong = logIn("known@example.test", "wrong password").expect(401).json();
    JsonNode unknown = logIn("unknown@example.test", "wrong password").expect(401).json();
    assertThat(without(wrong)).isEqualTo(without(unknown));
  }

  @Test
  void hashesAPasswordAlsoForAnUnknownAccountSoThatTheTimeTellsNothing() {
    double before = hashes();
    logIn("nobody@example.test", "wrong password").expect(401);
    assertThat(hashes()).isEqualTo(before + 1);
  }

  @Test
  void refusesLogInsThatItCannotHashSoonInsteadOfLettingThemPileUp() {
    List<TestResponse> answers;
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          IntStream.range(0, 60)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> logIn("crowd" + i + "@example.test", AuthEnvironment.PASSWORD),
                          clients))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }
    assertThat(answers.stream().map(TestResponse::status).distinct())
        .containsExactlyInAnyOrder(401, 503);
    assertThat(answers.stream().filter(answer -> answer.status() == 503))
        .allSatisfy(answer -> assertThat(answer.header("retry-after")).isEqualTo("2"));
    logIn(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD).expect(200);
  }

  @Test
  void aRefreshTokenIsGoodOnceAndReuseEndsTheWholeSession(Infrastructure infra) throws Exception {
    register("rotate@example.test");
    String first = refreshToken(logIn("rotate@example.test", AuthEnvironment.PASSWORD).expect(200));
    String other = refreshToken(logIn("rotate@example.test", AuthEnvironment.PASSWORD).expect(200));
    String second = refreshToken(refresh(first).expect(200));
    String third = refreshToken(refresh(second).expect(200));
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();

    theGraceIsOver(infra);
    refresh(first).expect(401);
    refresh(third).expect(401);
    refresh(other).expect(200);
  }

  @Test
  void aClientThatDidNotGetTheAnswerMayAskAgain() {
    register("retry@example.test");
    String lost = refreshToken(logIn("retry@example.test", AuthEnvironment.PASSWORD).expect(200));
    refresh(lost).expect(200);

    refresh(refreshToken(refresh(lost).expect(200))).expect(200);
  }

  @Test
  void ofTwoRefreshesAtOnceNoneLeavesAGoodThief(Infrastructure infra) throws Exception {
    register("thief@example.test");
    String stolen = refreshToken(logIn("thief@example.test", AuthEnvironment.PASSWORD).expect(200));
    List<TestResponse> answers =
        Stream.of(stolen, stolen)
            .map(token -> CompletableFuture.supplyAsync(() -> refresh(token)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers.stream().map(TestResponse::status)).containsExactly(200, 200);
    theGraceIsOver(infra);
    refresh(stolen).expect(401);
    answers.forEach(answer -> refresh(refreshToken(answer)).expect(401));
  }

  @Test
  void loggingOutEndsTheSession() {
    register("out@example.test");
    String token = refreshToken(logIn("out@example.test", AuthEnvironment.PASSWORD).expect(200));
    http.post("/api/auth/logout", Map.of("refreshToken", token)).expect(204);
    refresh(token).expect(401);
    http.post("/api/auth/logout", Map.of("refreshToken", token)).expect(204);
  }

  @Test
  void keepsNoSecretInClear(Infrastructure infra) throws Exception {
    register("dump@example.test");
    String token = refreshToken(logIn("dump@example.test", AuthEnvironment.PASSWORD).expect(200));
    try (Connection database = infra.connect("auth")) {
      for (String table :
          List.of("account", "credential", "session", "refresh_token", "signing_key", "outbox")) {
        String dump = dump(database, table);
        assertThat(dump)
            .doesNotContain(AuthEnvironment.PASSWORD)
            .doesNotContain(token)
            .doesNotContain("\"d\":");
      }
      assertThat(dump(database, "credential")).contains("$argon2id$v=19$m=19456,t=2,p=1$");
    }
  }

  @Test
  void theFirstAdminCanLogIn() {
    JsonNode tokens =
        logIn(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD).expect(200).json();
    TestResponse me = http.as(tokens.path("accessToken").asText()).get("/api/auth/me").expect(200);
    assertThat(me.json().path("roles").toString()).isEqualTo("[\"admin\"]");
  }

  @Test
  void allInstancesSignWithTheSameKeyAndAfterARestartToo(Infrastructure infra) {
    String before = http.get("/api/auth/jwks").expect(200).body();
    Map<String, String> again = new HashMap<>(environment);
    again.put("DIZHTIME_HTTP_PORT", "0");
    again.put("DIZHTIME_INSTANCES", "1");
    try (var second = new RunningAuth(infra, again, Clock.systemUTC())) {
      assertThat(second.http().get("/api/auth/jwks").body()).isEqualTo(before);
    }
  }

  @Test
  void aWrongKeyEncryptionKeyStopsTheStartWithOneSentence(Infrastructure infra) {
    Map<String, String> wrong = new HashMap<>(environment);
    wrong.put("DIZHTIME_HTTP_PORT", "0");
    wrong.put("DIZHTIME_KEY_ENCRYPTION_KEY", AuthEnvironment.secret(32));
    assertThatThrownBy(() -> new RunningAuth(infra, wrong, Clock.systemUTC()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("DIZHTIME_KEY_ENCRYPTION_KEY is not the key");
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

  private static TestResponse refresh(String token) {
    return http.post("/api/auth/refresh", Map.of("refreshToken", token));
  }

  private static String refreshToken(TestResponse answer) {
    return answer.json().path("refreshToken").asText();
  }

  private static JsonNode without(JsonNode problem) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) problem).without("requestId");
  }

  private static double hashes() {
    return auth.management()
        .get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(line -> line.startsWith("dizhtime_auth_password_hash_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static void theGraceIsOver(Infrastructure infra) throws Exception {
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      statement.executeUpdate(
          "UPDATE refresh_token SET used_at = used_at - interval '1 minute' WHERE used_at IS NOT"
              + " NULL");
    }
  }

  private static String dump(Connection database, String table) throws Exception {
    StringBuilder dump = new StringBuilder();
    try (var statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
      while (rows.next()) {
        dump.append(rows.getString(1)).append('\n');
      }
    }
    return dump.toString();
  }
}

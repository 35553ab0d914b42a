package dev.dizhtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import dev.dizhtime.testkit.TestTokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class AuthIT {
  private static final String PASSWORD = "correct horse";
  private static final String ADMIN = "root@example.test";
  private static final String ADMIN_PASSWORD = secret(24);

  private static Map<String, String> environment;
  private static RunningService auth;
  private static TestHttp http;

  @BeforeAll
  static void start(Infrastructure infra) {
    int port = freePort();
    environment = new HashMap<>(infra.environment("auth"));
    environment.putAll(
        Map.of(
            "DIZHTIME_INSTANCES",
            "2",
            "DIZHTIME_HTTP_PORT",
            Integer.toString(port),
            "DIZHTIME_JWKS_URL",
            "http://127.0.0.1:" + port + "/api/auth/jwks",
            "DIZHTIME_KEY_ENCRYPTION_KEY",
            secret(32),
            "DIZHTIME_ADMIN_EMAIL",
            "Root@Example.test",
            "DIZHTIME_ADMIN_PASSWORD",
            ADMIN_PASSWORD));
    auth = ServiceRunner.start(AuthService.SERVICE, Env.of(environment));
    http = infra.http(auth.address());
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
                registration("Ada@Example.test", "restaurant"),
                "x-request-id",
                "registration-of-ada")
            .expect(201);
    assertThat(answer.json().path("email").asText()).isEqualTo("ada@example.test");
    assertThat(answer.json().path("roles").toString()).isEqualTo("[\"restaurant\"]");
    assertThat(answer.body()).doesNotContain(PASSWORD);

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
        http.post("/api/auth/register", registration(" TWICE@example.TEST ", "driver"));
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
                                    registration("race@example.test", "customer"))
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
    JsonNode tokens = logIn("IN@example.test", PASSWORD).expect(200).json();
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
          IntStream.range(0, 150)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> logIn("crowd" + i + "@example.test", PASSWORD), clients))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }
    assertThat(answers.stream().map(TestResponse::status).distinct())
        .containsExactlyInAnyOrder(401, 503);
    assertThat(answers.stream().filter(answer -> answer.status() == 503))
        .allSatisfy(answer -> assertThat(answer.header("retry-after")).isEqualTo("2"));
    logIn(ADMIN, ADMIN_PASSWORD).expect(200);
  }

  @Test
  void aRefreshTokenIsGoodOnceAndReuseEndsTheWholeSession() {
    register("rotate@example.test");
    String first = refreshToken(logIn("rotate@example.test", PASSWORD).expect(200));
    String other = refreshToken(logIn("rotate@example.test", PASSWORD).expect(200));
    String second = refreshToken(refresh(first).expect(200));
    String third = refreshToken(refresh(second).expect(200));
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();

    refresh(first).expect(401);
    refresh(third).expect(401);
    refresh(other).expect(200);
  }

  @Test
  void ofTwoRefreshesAtOnceNoneLeavesAGoodThief() {
    register("thief@example.test");
    String stolen = refreshToken(logIn("thief@example.test", PASSWORD).expect(200));
    List<TestResponse> answers =
        Stream.of(stolen, stolen)
            .map(token -> CompletableFuture.supplyAsync(() -> refresh(token)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers.stream().map(TestResponse::status)).containsExactlyInAnyOrder(200, 401);
    answers.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(winner -> refresh(refreshToken(winner)).expect(401));
  }

  @Test
  void loggingOutEndsTheSession() {
    register("out@example.test");
    String token = refreshToken(logIn("out@example.test", PASSWORD).expect(200));
    http.post("/api/auth/logout", Map.of("refreshToken", token)).expect(204);
    refresh(token).expect(401);
    http.post("/api/auth/logout", Map.of("refreshToken", token)).expect(204);
  }

  @Test
  void keepsNoSecretInClear(Infrastructure infra) throws Exception {
    register("dump@example.test");
    String token = refreshToken(logIn("dump@example.test", PASSWORD).expect(200));
    try (Connection database = infra.connect("auth")) {
      for (String table :
          List.of("account", "credential", "session", "refresh_token", "signing_key", "outbox")) {
        String dump = dump(database, table);
        assertThat(dump).doesNotContain(PASSWORD).doesNotContain(token).doesNotContain("\"d\":");
      }
      assertThat(dump(database, "credential")).contains("$argon2id$v=19$m=19456,t=2,p=1$");
    }
  }

  @Test
  void theFirstAdminCanLogIn() {
    JsonNode tokens = logIn(ADMIN, ADMIN_PASSWORD).expect(200).json();
    TestResponse me = http.as(tokens.path("accessToken").asText()).get("/api/auth/me").expect(200);
    assertThat(me.json().path("roles").toString()).isEqualTo("[\"admin\"]");
  }

  @Test
  void allInstancesSignWithTheSameKeyAndAfterARestartToo() {
    String before = http.get("/api/auth/jwks").expect(200).body();
    Map<String, String> again = new HashMap<>(environment);
    again.put("DIZHTIME_HTTP_PORT", "0");
    again.put("DIZHTIME_INSTANCES", "1");
    try (RunningService second = ServiceRunner.start(AuthService.SERVICE, Env.of(again))) {
      assertThat(TestHttp.at(second.address()).get("/api/auth/jwks").body()).isEqualTo(before);
    }
  }

  @Test
  void aWrongKeyEncryptionKeyStopsTheStartWithOneSentence() {
    Map<String, String> wrong = new HashMap<>(environment);
    wrong.put("DIZHTIME_HTTP_PORT", "0");
    wrong.put("DIZHTIME_KEY_ENCRYPTION_KEY", secret(32));
    assertThatThrownBy(() -> ServiceRunner.start(AuthService.SERVICE, Env.of(wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("DIZHTIME_KEY_ENCRYPTION_KEY is not the key");
  }

  @ParameterizedTest
  @MethodSource
  void refuses(BadRequest bad) {
    http.refuses(bad);
  }

  static Stream<BadRequest> refuses() {
    String register = "/api/auth/register";
    String logIn = "/api/auth/login";
    String refresh = "/api/auth/refresh";
    TestTokens tokens = TestTokens.ofThisProcess();
    return Stream.of(
        BadRequest.post("no JSON", register, "{", 400, "body"),
        BadRequest.post("a list", register, "[]", 400, null),
        BadRequest.post("an unknown field", register, changed("admin", true), 400, "admin"),
        BadRequest.post("no e-mail", register, changed("email", null), 400, "email"),
        BadRequest.post("a number as e-mail", register, changed("email", 7), 400, "email"),
        BadRequest.post("no address", register, changed("email", "not an address"), 422, "email"),
        BadRequest.post("a NUL", register, changed("email", "a\u0000@b.test"), 422, "email"),
        BadRequest.post(
            "a short password", register, changed("password", "123456789"), 400, "pass"),
        BadRequest.post(
            "a long password", register, changed("password", "x".repeat(129)), 400, "pass"),
        BadRequest.post(
            "a dull password", register, changed("password", "aaaaaaaaaaaa"), 422, "pass"),
        BadRequest.post(
            "a blank name", register, changed("displayName", "   "), 422, "displayName"),
        BadRequest.post(
            "a NUL in a name", register, changed("displayName", "a\u0000"), 422, "displayName"),
        BadRequest.post(
            "a long name", register, changed("displayName", "x".repeat(81)), 400, "displayName"),
        BadRequest.post("the role admin", register, changed("role", "admin"), 400, "role"),
        BadRequest.post(
            "an oversized body", register, changed("displayName", "x".repeat(9_000)), 413, "body"),
        BadRequest.post("no password", logIn, Map.of("email", "a@b.test"), 400, "password"),
        BadRequest.post(
            "an SQL joke", logIn, Map.of("email", "' OR 1=1 --", "password", "x"), 422, "email"),
        BadRequest.post(
            "a short refresh token", refresh, Map.of("refreshToken", "x"), 400, "refreshToken"),
        BadRequest.post(
            "an unknown refresh token", refresh, Map.of("refreshToken", "x".repeat(43)), 401, null),
        BadRequest.get("no token", "/api/auth/me", 401, null),
        BadRequest.get("a stranger's token", "/api/auth/me", 401, null)
            .with("Authorization", "Bearer " + tokens.customer(UUID.randomUUID())),
        BadRequest.get("an unsigned token", "/api/auth/me", 401, null)
            .with("Authorization", "Bearer " + tokens.unsigned(UUID.randomUUID(), "admin")),
        BadRequest.get("an unknown path", "/api/auth/users", 404, null));
  }

  private static Map<String, Object> changed(String field, Object value) {
    Map<String, Object> body = new HashMap<>(registration("bad@example.test", "customer"));
    if (value == null) {
      body.remove(field);
    } else {
      body.put(field, value);
    }
    return body;
  }

  private static Map<String, Object> registration(String email, String role) {
    return Map.of("email", email, "password", PASSWORD, "displayName", "Test", "role", role);
  }

  private static String register(String email) {
    return http.post("/api/auth/register", registration(email, "customer"))
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
    return TestHttp.at("http://127.0.0.1:" + auth.managementPort())
        .get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(line -> line.startsWith("dizhtime_auth_password_hash_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
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

  private static String secret(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return new String(Base64.getEncoder().encode(random), StandardCharsets.US_ASCII);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

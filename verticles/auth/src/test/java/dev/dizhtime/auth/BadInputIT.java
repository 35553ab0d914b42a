package dev.dizhtime.auth;

import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What auth refuses, and how. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class BadInputIT {
  private static final String TOKEN = "x".repeat(43);

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
  @MethodSource
  void refuses(BadRequest bad) {
    http.refuses(bad);
  }

  static Stream<BadRequest> refuses() {
    String register = "/api/auth/register";
    String logIn = "/api/auth/login";
    String refresh = "/api/auth/refresh";
    String verify = "/api/auth/email-verification/confirmation";
    String reset = "/api/auth/password-reset";
    String staff = "/api/auth/restaurants/" + UUID.randomUUID() + "/staff";
    String code = "/api/auth/login/second-factor";
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
        BadRequest.post(
            "a leaked password", register, changed("password", "password123"), 422, "password"),
        BadRequest.post("a short token", verify, Map.of("token", "x"), 400, "token"),
        BadRequest.post("an unknown token", verify, Map.of("token", TOKEN), 422, "token"),
        BadRequest.post(
            "a token that is SQL",
            verify,
            Map.of("token", "' OR 1=1 -- aaaaaaaaaaaa"),
            400,
            "token"),
        BadRequest.post("no address", reset, Map.of("email", "no address"), 422, "email"),
        BadRequest.post("a list as address", reset, Map.of("email", List.of()), 400, "email"),
        BadRequest.post(
            "a reset with an unknown token",
            reset + "/confirmation",
            Map.of("token", TOKEN, "newPassword", "a good new one"),
            422,
            "token"),
        BadRequest.post(
            "a reset to a short password",
            reset + "/confirmation",
            Map.of("token", TOKEN, "newPassword", "short"),
            400,
            "newPassword"),
        BadRequest.post("a mail for nobody", "/api/auth/email-verification", Map.of(), 401, null),
        BadRequest.post(
            "an unknown challenge", code, Map.of("challenge", TOKEN, "code", "123456"), 401, null),
        BadRequest.post(
            "a long code", code, Map.of("challenge", TOKEN, "code", "1".repeat(41)), 400, "code"),
        BadRequest.post("a factor for nobody", "/api/auth/second-factor", Map.of(), 401, null),
        BadRequest.get("staff for nobody", staff, 401, null),
        BadRequest.post(
            "an invitation by nobody",
            staff,
            Map.of("email", "a@b.test", "role", "owner"),
            401,
            null),
        BadRequest.post("no session of nobody", "/api/auth/sessions/ending", Map.of(), 401, null),
        BadRequest.post("a deletion by nobody", "/api/auth/account-deletion", Map.of(), 401, null),
        BadRequest.get("data of nobody", "/api/auth/account-export", 401, null),
        BadRequest.get("events of nobody", "/api/auth/security-events", 401, null),
        BadRequest.get("no token", "/api/auth/me", 401, null),
        BadRequest.get("a stranger's token", "/api/auth/me", 401, null)
            .with("Authorization", "Bearer " + tokens.customer(UUID.randomUUID())),
        BadRequest.get("an unsigned token", "/api/auth/me", 401, null)
            .with("Authorization", "Bearer " + tokens.unsigned(UUID.randomUUID(), "admin")),
        BadRequest.get("an unknown path", "/api/auth/users", 404, null));
  }

  private static Map<String, Object> changed(String field, Object value) {
    Map<String, Object> body =
        new HashMap<>(AuthEnvironment.registration("bad@example.test", "customer"));
    if (value == null) {
      body.remove(field);
    } else {
      body.put(field, value);
    }
    return body;
  }
}

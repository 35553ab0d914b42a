package dev.dizhtime.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.client.GatewayClient.Request;
import dev.dizhtime.local.platform.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Somebody who is logged in, and logs in again before the token expires. Safe for many threads. */
public final class User {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int CONFLICT = 409;
  private static final int UNAUTHORIZED = 401;

  private final GatewayClient gateway;
  private final Account account;
  private String token;
  private Instant goodUntil;
  private String userId;

  private User(GatewayClient gateway, Account account) {
    this.gateway = gateway;
    this.account = account;
  }

  /** Registers the account when it is not there yet, and logs in. */
  public static User registered(GatewayClient gateway, Account account) {
    var answer =
        gateway.post(
            "/api/auth/register",
            Map.of(
                "email", account.email(),
                "password", account.password(),
                "displayName", account.displayName(),
                "role", account.role()));
    if (answer.status() != CONFLICT) {
      answer.orThrow("Registering " + account.email());
    }
    return loggedIn(gateway, account);
  }

  /** Logs in; throws {@link ApiException} when the account is not there or has another password. */
  public static User loggedIn(GatewayClient gateway, Account account) {
    var user = new User(gateway, account);
    user.logIn();
    return user;
  }

  /** The same user, already logged in, who speaks through another client. */
  public synchronized User through(GatewayClient other) {
    var same = new User(other, account);
    same.token = token;
    same.goodUntil = goodUntil;
    same.userId = userId;
    return same;
  }

  private synchronized void logIn() {
    var answer =
        gateway.post(
            "/api/auth/login", Map.of("email", account.email(), "password", account.password()));
    if (answer.body().path("type").asText().endsWith("/second-factor-required")) {
      throw new ApiException(
          "%s is mailed a code at each log-in, which nobody reads here: leave DIZHTIME_SECOND_FACTOR at \"admins\", or start with --empty."
              .formatted(account.email()));
    }
    if (answer.status() == UNAUTHORIZED) {
      throw new ApiException(
          "The platform knows %s by another password than secrets.json: they belong to different data."
              .formatted(account.email()));
    }
    var body = answer.orThrow("Logging in as " + account.email());
    token = body.path("accessToken").asText();
    goodUntil = Instant.now().plusSeconds(body.path("expiresInSeconds").asLong()).minus(MARGIN);
  }

  /** An access token that is good for a minute at least. */
  public synchronized String token() {
    if (Instant.now().isAfter(goodUntil)) {
      logIn();
    }
    return token;
  }

  /** Who this is. */
  public Account account() {
    return account;
  }

  /** The platform's id of this user. */
  public synchronized String userId() {
    if (userId == null) {
      userId = get("/api/auth/me").orThrow("Asking who we are").path("userId").asText();
    }
    return userId;
  }

  /** A GET as this user. */
  public Answer get(String path) {
    return send("GET", path, Map.of(), null);
  }

  /** A POST as this user; {@code body} may be null. */
  public Answer post(String path, Object body) {
    return send("POST", path, Map.of(), body);
  }

  /** A POST as this user that is done once, however often it is sent. */
  public Answer post(String path, Object body, String idempotencyKey) {
    return send("POST", path, Map.of("Idempotency-Key", idempotencyKey), body);
  }

  /** A PUT as this user. */
  public Answer put(String path, Object body) {
    return send("PUT", path, Map.of(), body);
  }

  /** A PUT of a change to what had {@code etag}. */
  public Answer put(String path, Object body, String etag) {
    return send("PUT", path, Map.of("If-Match", etag), body);
  }

  /** The body of a GET; throws {@link ApiException} when it is refused. */
  public JsonNode read(String path) {
    return get(path).orThrow("Reading " + path);
  }

  private Answer send(String method, String path, Map<String, String> headers, Object body) {
    return gateway.send(new Request(method, path, token(), headers, body));
  }
}

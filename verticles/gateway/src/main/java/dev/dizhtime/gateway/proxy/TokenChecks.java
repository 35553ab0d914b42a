package dev.dizhtime.gateway.proxy;

import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks tokens, and remembers those that were good for {@value #MAX_AGE_MILLIS} ms at most, and
 * never beyond their own end: a signature costs more to check than all the rest of a request. A
 * signing key that is withdrawn goes on being good for as long as that. Used on one event loop.
 */
public final class TokenChecks {
  static final long MAX_AGE_MILLIS = 30_000;

  /** Tokens that are remembered; the one that was not seen for longest is forgotten first. */
  static final int MAX_TOKENS = 10_000;

  private static final long MILLIS = 1_000;

  private final TokenVerifier verifier;
  private final Clock clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  private record Known(String principal, long untilMillis) {}

  public TokenChecks(TokenVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Whom a token speaks for, if it was found good a moment ago; else null. */
  String remembered(String token) {
    Known found = known.get(token);
    if (found != null && clock.millis() < found.untilMillis()) {
      return found.principal();
    }
    return null;
  }

  /** Whom a token speaks for; fails as {@link TokenVerifier#verify} does. */
  Future<String> check(String token) {
    return verifier.verify(token).map(caller -> remember(token, caller));
  }

  private String remember(String token, Caller caller) {
    String principal = caller.userId().toString();
    long until = Math.min(clock.millis() + MAX_AGE_MILLIS, expiryMillis(token));
    known.put(token, new Known(principal, until));
    return principal;
  }

  /** Of a token that was verified, so it has the form that it must have. */
  private static long expiryMillis(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getLong("exp") * MILLIS;
  }
}

package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.sessions.EndedSessions;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.TokenRejectedException;
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
 * signing key that is withdrawn goes on being good for as long as that; a session that has ended is
 * not, once that is known. Used on one event loop.
 */
public final class TokenChecks {
  static final long MAX_AGE_MILLIS = 30_000;

  /** Tokens that are remembered; the one that was not seen for longest is forgotten first. */
  static final int MAX_TOKENS = 10_000;

  /** The claim that names the session. */
  private static final String SESSION_CLAIM = "sid";

  private static final long MILLIS = 1_000;

  private final TokenVerifier verifier;
  private final EndedSessions ended;
  private final Clock clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  /** What is known of a good token; the session is null for one of none. */
  private record Known(String principal, String sessionId, long untilMillis) {}

  public TokenChecks(TokenVerifier verifier, EndedSessions ended, Clock clock) {
    this.verifier = verifier;
    this.ended = ended;
    this.clock = clock;
  }

  /** Whom a token speaks for, if it was found good a moment ago; else null. */
  String remembered(String token) {
    Known found = known.get(token);
    if (found != null
        && clock.millis() < found.untilMillis()
        && !ended.contains(found.sessionId())) {
      return found.principal();
    }
    return null;
  }

  /**
   * Whom a token speaks for; fails as {@link TokenVerifier#verify} does, and as if it had expired
   * when its session has ended.
   */
  Future<String> check(String token) {
    return verifier.verify(token).map(caller -> remember(token, caller));
  }

  private String remember(String token, Caller caller) {
    JsonObject claims = claims(token);
    String session = claims.getString(SESSION_CLAIM);
    if (ended.contains(session)) {
      known.remove(token);
      throw new TokenRejectedException("the session has ended");
    }
    String principal = caller.userId().toString();
    long expiryMillis = claims.getLong("exp") * MILLIS;
    long until = Math.min(clock.millis() + MAX_AGE_MILLIS, expiryMillis);
    known.put(token, new Known(principal, session, until));
    return principal;
  }

  /** Of a token that was verified, so it has the form that it must have. */
  private static JsonObject claims(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(new String(claims, StandardCharsets.UTF_8));
  }
}

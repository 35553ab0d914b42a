package dev.dizhtime.portal.design.session;

import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.api.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gets the next pair of tokens, once for each refresh token. A page asks for several things at
 * once, all with the same old cookie; a refresh token that comes twice would make auth end the
 * log-in. So the first to come asks, and those who come within {@link #REMEMBERED} get the same
 * answer.
 */
final class TokenRefresh implements Shareable {
  /** How long an old cookie may still be on its way. */
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** Answers kept at most; the oldest goes first. */
  static final int MAX_REMEMBERED = 10_000;

  private record Answer(Future<Tokens> tokens, Instant at) {}

  private final Map<String, Answer> answers = new LinkedHashMap<>();

  private TokenRefresh() {}

  /** The one memory of all instances in this process. */
  static TokenRefresh of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, TokenRefresh>getLocalMap("dizhtime.token-refresh")
        .computeIfAbsent("one", _ -> new TokenRefresh());
  }

  /**
   * The next pair of tokens.
   *
   * @throws dev.dizhtime.portal.design.api.ApiProblemException 401 when the log-in has ended
   */
  Tokens next(Login login, ApiClient api, Clock clock) {
    String key = digest(login.refreshToken().reveal());
    Promise<Tokens> mine = Promise.promise();
    Future<Tokens> theirs = claim(key, mine.future(), clock.instant());
    if (theirs != null) {
      return theirs.await();
    }
    try {
      var request =
          ApiRequest.post(
              "/api/auth/refresh", Map.of("refreshToken", login.refreshToken().reveal()));
      Tokens next = api.call(request, Optional.empty(), Tokens.Answer.class).from(clock.instant());
      mine.complete(next);
      return next;
    } catch (RuntimeException e) {
      forget(key);
      mine.fail(e);
      throw e;
    }
  }

  private synchronized Future<Tokens> claim(String key, Future<Tokens> mine, Instant now) {
    Instant oldest = now.minus(REMEMBERED);
    answers.values().removeIf(each -> each.at.isBefore(oldest) || answers.size() >= MAX_REMEMBERED);
    Answer known = answers.putIfAbsent(key, new Answer(mine, now));
    return known == null ? null : known.tokens;
  }

  private synchronized void forget(String key) {
    answers.remove(key);
  }

  private static String digest(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

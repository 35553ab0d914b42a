package dev.dizhtime.runtime.security;

import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Auth's public keys, read from its JWKS address and kept. An unknown {@code kid} makes us look
 * again, at most once in {@link #MIN_REFRESH}: whoever brings it earlier waits, because it may be
 * the key that auth has just begun to sign with. While auth is down the keys that we know go on
 * being good.
 */
final class SigningKeys {
  static final Duration MIN_REFRESH = Duration.ofSeconds(2);
  static final Duration MAX_AGE = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_KEYS = 16;
  private static final int HTTP_OK = 200;

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final URI address;
  private final Clock clock;
  private final Function<JsonObject, JWTAuth> checks;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private Instant lastRead = Instant.EPOCH;
  private Future<Void> reading;

  /** A key, and what checks signatures with it; made once, for it is costly. */
  private record Known(JsonObject key, JWTAuth check) {}

  private SigningKeys(
      Vertx vertx,
      HttpClientAgent client,
      URI address,
      Clock clock,
      Function<JsonObject, JWTAuth> checks) {
    this.vertx = vertx;
    this.client = client;
    this.address = address;
    this.clock = clock;
    this.checks = checks;
  }

  static SigningKeys open(ServiceContext service, Function<JsonObject, JWTAuth> checks) {
    Vertx vertx = service.vertx();
    return new SigningKeys(
        vertx, vertx.createHttpClient(), service.env().uri("JWKS_URL"), service.clock(), checks);
  }

  /**
   * What checks signatures of the key with that id; fails when the key is unknown, or when it may
   * be one that could not be read.
   */
  Future<JWTAuth> find(String kid) {
    Known key = known.get(kid);
    if (key != null) {
      if (stale(MAX_AGE)) {
        refresh();
      }
      return Future.succeededFuture(key.check());
    }
    return refresh()
        .transform(
            (_, failure) -> {
              Known found = known.get(kid);
              if (found != null) {
                return Future.succeededFuture(found.check());
              }
              return Future.failedFuture(
                  failure != null
                      ? new KeysUnavailableException(failure)
                      : new TokenRejectedException("the token is signed by an unknown key"));
            });
  }

  private synchronized boolean stale(Duration age) {
    return Duration.between(lastRead, clock.instant()).compareTo(age) > 0;
  }

  private synchronized Future<Void> refresh() {
    if (reading != null) {
      return reading;
    }
    Future<Void> next = whenAllowed().compose(_ -> read()).onComplete(_ -> readingDone());
    reading = next.isComplete() ? null : next;
    return next;
  }

  private Future<Void> whenAllowed() {
    Duration wait = MIN_REFRESH.minus(Duration.between(lastRead, clock.instant()));
    return known.isEmpty() || !wait.isPositive()
        ? Future.succeededFuture()
        : vertx.timer(wait.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private synchronized void readingDone() {
    reading = null;
    lastRead = clock.instant();
  }

  private Future<Void> read() {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address.toString())
            .setTraceOperation("read signing keys")
            .setTimeout(TIMEOUT_MILLIS);
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(SigningKeys::good)
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .map(
            body -> {
              take(body.toJsonObject().getJsonArray("keys", new JsonArray()));
              return (Void) null;
            })
        .onFailure(e -> LOG.warn("can't read the signing keys: {}", e.getMessage()));
  }

  /** An answer that is no key set must not make us forget the keys that we have. */
  private static Future<Buffer> good(HttpClientResponse response) {
    return response.statusCode() == HTTP_OK
        ? response.body()
        : Future.failedFuture("answered with status " + response.statusCode());
  }

  private void take(JsonArray keys) {
    Map<String, Known> fresh = new HashMap<>();
    for (int i = 0; i < Math.min(keys.size(), MAX_KEYS); i++) {
      JsonObject key = keys.getJsonObject(i);
      String kid = key.getString("kid");
      if (kid != null
          && "EC".equals(key.getString("kty"))
          && "P-256".equals(key.getString("crv"))) {
        JsonObject pinned = key.copy().put("alg", TokenVerifier.ALGORITHM);
        Known before = known.get(kid);
        fresh.put(
            kid,
            before != null && before.key().equals(pinned)
                ? before
                : new Known(pinned, checks.apply(pinned)));
      }
    }
    if (fresh.isEmpty()) {
      throw new IllegalStateException("there is no key of ours in the key set");
    }
    known.putAll(fresh);
    known.keySet().retainAll(fresh.keySet());
  }
}

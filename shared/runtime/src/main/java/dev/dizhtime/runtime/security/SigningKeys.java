package dev.dizhtime.runtime.security;

import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Auth's public keys, read from its JWKS address and kept. An unknown {@code kid} makes us look
 * again, at most once in {@link #MIN_REFRESH}; while auth is down the keys that we know go on being
 * good.
 */
final class SigningKeys {
  static final Duration MIN_REFRESH = Duration.ofSeconds(2);
  static final Duration MAX_AGE = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_KEYS = 16;

  private final HttpClientAgent client;
  private final URI address;
  private final Clock clock;
  private final Map<String, JsonObject> known = new ConcurrentHashMap<>();
  private Instant lastRead = Instant.EPOCH;
  private Future<Void> reading;

  private SigningKeys(HttpClientAgent client, URI address, Clock clock) {
    this.client = client;
    this.address = address;
    this.clock = clock;
  }

  static SigningKeys open(ServiceContext service) {
    HttpClientAgent client = service.vertx().createHttpClient();
    return new SigningKeys(client, service.env().uri("JWKS_URL"), service.clock());
  }

  /** The key with that id; fails when it is unknown, or when no key has ever been read. */
  Future<JsonObject> find(String kid) {
    JsonObject key = known.get(kid);
    if (key != null) {
      if (stale(MAX_AGE)) {
        refresh();
      }
      return Future.succeededFuture(key);
    }
    return refresh()
        .transform(
            (_, failure) -> {
              JsonObject found = known.get(kid);
              if (found != null) {
                return Future.succeededFuture(found);
              }
              return Future.failedFuture(
                  known.isEmpty() && failure != null
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
    if (!known.isEmpty() && !stale(MIN_REFRESH)) {
      return Future.succeededFuture();
    }
    reading = read().onComplete(_ -> readingDone());
    return reading;
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
        .compose(response -> response.body())
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .map(
            body -> {
              take(body.toJsonObject().getJsonArray("keys", new JsonArray()));
              return (Void) null;
            })
        .onFailure(e -> LOG.warn("can't read the signing keys: {}", e.getMessage()));
  }

  private void take(JsonArray keys) {
    Map<String, JsonObject> fresh = new ConcurrentHashMap<>();
    for (int i = 0; i < Math.min(keys.size(), MAX_KEYS); i++) {
      JsonObject key = keys.getJsonObject(i);
      if ("EC".equals(key.getString("kty")) && "P-256".equals(key.getString("crv"))) {
        fresh.put(key.getString("kid"), key.copy().put("alg", TokenVerifier.ALGORITHM));
      }
    }
    known.putAll(fresh);
    known.keySet().retainAll(fresh.keySet());
  }
}

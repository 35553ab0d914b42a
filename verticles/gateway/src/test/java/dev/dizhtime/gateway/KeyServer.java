package dev.dizhtime.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.testkit.TestTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Auth as token checkers see it: keys at an address, which may fail, vanish and change, and the
 * sessions that have ended.
 */
final class KeyServer implements AutoCloseable {
  private static final String ENDED_SESSIONS = "/internal/ended-sessions";

  final AtomicInteger reads = new AtomicInteger();

  /** What was asked of the ended sessions: the queries, or null. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Their ids and when they ended, the newest first. */
  final Deque<String[]> ended = new ConcurrentLinkedDeque<>();

  volatile int status = 200;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, ECKey> published = new ConcurrentHashMap<>();
  private HttpServer server;
  private int port;

  KeyServer() {
    open();
  }

  void open() {
    server =
        StubUpstream.await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      if (request.path().equals(ENDED_SESSIONS)) {
                        asked.add(String.valueOf(request.query()));
                        request.response().setStatusCode(status).end(endedSessions());
                      } else {
                        reads.incrementAndGet();
                        request.response().setStatusCode(status).end(answer());
                      }
                    })
                .listen(port, "127.0.0.1"));
    port = server.actualPort();
  }

  void kill() {
    StubUpstream.await(server.close());
  }

  String address() {
    return "http://127.0.0.1:" + port + "/api/auth/jwks";
  }

  String endedAddress() {
    return "http://127.0.0.1:" + port + ENDED_SESSIONS;
  }

  /** A session has ended, at that time. */
  void end(String sessionId, Instant at) {
    ended.addFirst(new String[] {sessionId, at.toString()});
  }

  private String endedSessions() {
    JsonArray items = new JsonArray();
    ended.forEach(
        each -> items.add(new JsonObject().put("sessionId", each[0]).put("endedAt", each[1])));
    return new JsonObject().put("items", items).put("toldSeconds", 960).encode();
  }

  /** Publishes a new key. */
  ECKey publish(String kid) {
    ECKey key = key(kid);
    published.put(kid, key);
    return key;
  }

  static ECKey key(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String answer() {
    if (status != 200) {
      return "{}";
    }
    JsonArray keys = new JsonArray();
    published.values().forEach(key -> keys.add(new JsonObject(key.toPublicJWK().toJSONString())));
    return new JsonObject().put("keys", keys).encode();
  }

  /** A header as auth writes it. */
  static JWSHeader.Builder header(ECKey key) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(key.getKeyID());
  }

  /** Claims as auth writes them. */
  static JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(TestTokens.ISSUER)
        .audience("dizhtime")
        .subject(UUID.randomUUID().toString())
        .claim("roles", List.of("customer"))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)));
  }

  static String token(ECKey key) {
    return token(key, header(key), claims());
  }

  static String token(ECKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token = new SignedJWT(header.build(), claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    StubUpstream.await(vertx.close());
  }
}

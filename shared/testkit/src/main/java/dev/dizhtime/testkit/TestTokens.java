package dev.dizhtime.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/** Signs access tokens with a key of this process, and publishes its public half. */
public final class TestTokens {
  /** Who signs, for services that are told so. */
  public static final String ISSUER = "https://dizhtime.test";

  private static final String AUDIENCE = "dizhtime";
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private final ECKey key;
  private final ECKey unknownKey;
  private final String jwksUrl;

  private TestTokens() {
    this.key = newKey("test-key");
    // The same id: a verifier that trusts the id alone is found out.
    this.unknownKey = newKey("test-key");
    this.jwksUrl = serve(new JWKSet(key.toPublicJWK()).toString());
  }

  /** The same for all tests of this process. */
  public static TestTokens ofThisProcess() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final TestTokens INSTANCE = new TestTokens();
  }

  /** Where services find the public key. */
  public String jwksUrl() {
    return jwksUrl;
  }

  public String customer(UUID userId) {
    return token(userId, "customer");
  }

  public String restaurant(UUID userId) {
    return token(userId, "restaurant");
  }

  public String driver(UUID userId) {
    return token(userId, "driver");
  }

  public String admin(UUID userId) {
    return token(userId, "admin");
  }

  /** A good token with any roles. */
  public String token(UUID userId, String... roles) {
    return signed(key, claims(userId, roles).build());
  }

  /** A good token that a client has, to act for someone; for itself when the ids are the same. */
  public String client(UUID clientId, UUID userId, String scope, String... roles) {
    return signed(
        key,
        claims(userId, roles)
            .claim("client_id", clientId.toString())
            .claim("scope", scope)
            .build());
  }

  /** Somebody on the staff of a restaurant that is not theirs. */
  public String staff(UUID userId, UUID restaurantId, String staffRole) {
    return signed(
        key,
        claims(userId, "restaurant")
            .claim("staff", Map.of(restaurantId.toString(), staffRole))
            .build());
  }

  /** Was good until a minute ago. */
  public String expired(UUID userId, String... roles) {
    var then = Instant.now().minus(Duration.ofMinutes(1));
    return signed(
        key,
        claims(userId, roles)
            .issueTime(Date.from(then.minus(LIFETIME)))
            .expirationTime(Date.from(then))
            .build());
  }

  /** Signed by a key that nobody vouches for, under the good key's id. */
  public String forged(UUID userId, String... roles) {
    return signed(unknownKey, claims(userId, roles).build());
  }

  /** Algorithm "none". */
  public String unsigned(UUID userId, String... roles) {
    return new PlainJWT(claims(userId, roles).build()).serialize();
  }

  /** Good, but for someone else. */
  public String wrongAudience(UUID userId, String... roles) {
    return signed(key, claims(userId, roles).audience("someone-else").build());
  }

  /** Good, but from someone else. */
  public String wrongIssuer(UUID userId, String... roles) {
    return signed(key, claims(userId, roles).issuer("https://someone.else").build());
  }

  private static JWTClaimsSet.Builder claims(UUID userId, String... roles) {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(userId.toString())
        .claim("roles", List.of(roles))
        .claim("name", "Test " + userId.toString().substring(0, 8))
        .claim("email", userId + "@example.test")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)))
        .jwtID(UUID.randomUUID().toString());
  }

  private static String signed(ECKey key, JWTClaimsSet claims) {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(ACCESS_TOKEN)
              .keyID(key.getKeyID())
              .build();
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).algorithm(JWSAlgorithm.ES256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String serve(String jwks) {
    try {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      http.setExecutor(
          Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("jwks").factory()));
      http.createContext(
          "/jwks",
          exchange -> {
            try (exchange) {
              var body = jwks.getBytes(StandardCharsets.UTF_8);
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          });
      http.start();
      return "http://127.0.0.1:" + http.getAddress().getPort() + "/jwks";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

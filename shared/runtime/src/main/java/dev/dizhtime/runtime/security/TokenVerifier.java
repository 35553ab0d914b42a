package dev.dizhtime.runtime.security;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Checks access tokens: ES256, {@code typ} "at+jwt", our issuer, audience "dizhtime", not expired.
 * Keys come from {@link SigningKeys}.
 */
public final class TokenVerifier {
  /** The audience of every access token. */
  public static final String AUDIENCE = "dizhtime";

  /** The header type of an access token (RFC 9068). */
  public static final String TYPE = "at+jwt";

  /** The one algorithm. */
  public static final String ALGORITHM = "ES256";

  /** Who signs when {@code DIZHTIME_TOKEN_ISSUER} does not say otherwise. */
  public static final String DEFAULT_ISSUER = "https://dizhtime.local";

  /** How far two clocks may be apart. */
  public static final int LEEWAY_SECONDS = 5;

  private static final int MAX_TOKEN_LENGTH = 4_096;

  private final SigningKeys keys;
  private final ServiceContext service;
  private final JWTOptions rules;

  private TokenVerifier(ServiceContext service, SigningKeys keys, String issuer) {
    this.service = service;
    this.keys = keys;
    this.rules = new JWTOptions().setIssuer(issuer).addAudience(AUDIENCE).setLeeway(LEEWAY_SECONDS);
  }

  /** A verifier with the keys at {@code DIZHTIME_JWKS_URL}. */
  public static TokenVerifier open(ServiceContext service) {
    return new TokenVerifier(
        service, SigningKeys.open(service), service.env().text("TOKEN_ISSUER", DEFAULT_ISSUER));
  }

  /**
   * Who the token speaks for. The future fails with {@link TokenRejectedException} when the token
   * is not good, with {@link KeysUnavailableException} when that can't be said yet.
   */
  public Future<Caller> verify(String token) {
    JsonObject header;
    try {
      header = header(token);
    } catch (TokenRejectedException e) {
      return Future.failedFuture(e);
    }
    return keys.find(header.getString("kid", ""))
        .compose(
            key ->
                auth(key)
                    .authenticate(new TokenCredentials(token))
                    .recover(
                        _ ->
                            Future.failedFuture(
                                new TokenRejectedException(
                                    "the token is not valid or has expired"))))
        .map(user -> caller(user.principal(), token));
  }

  private JWTAuth auth(JsonObject key) {
    return JWTAuth.create(
        service.vertx(), new JWTAuthOptions().addJwk(key).setJWTOptions(new JWTOptions(rules)));
  }

  private static JsonObject header(String token) {
    int dot = token.indexOf('.');
    if (token.length() > MAX_TOKEN_LENGTH || dot <= 0) {
      throw new TokenRejectedException("the token is malformed");
    }
    JsonObject header;
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(token.substring(0, dot));
      header = new JsonObject(new String(decoded, StandardCharsets.UTF_8));
      if (ALGORITHM.equals(header.getString("alg")) && TYPE.equals(header.getString("typ"))) {
        return header;
      }
    } catch (RuntimeException _) {
      throw new TokenRejectedException("the token is malformed");
    }
    throw new TokenRejectedException("the token is not an access token of this platform");
  }

  private static Caller caller(JsonObject claims, String token) {
    try {
      Set<Role> roles = new LinkedHashSet<>();
      for (Object role : claims.getJsonArray("roles", new JsonArray())) {
        Role.of((String) role).ifPresent(roles::add);
      }
      return new Caller(
          new UserId(UUID.fromString(claims.getString("sub"))),
          roles,
          claims.getString("name", ""),
          claims.getString("email", ""),
          token);
    } catch (RuntimeException _) {
      throw new TokenRejectedException("the token lacks what we need to know of its bearer");
    }
  }
}

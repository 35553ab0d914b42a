package dev.dizhtime.runtime.security;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The claim that says where the bearer is on the staff: restaurant id to role. */
  public static final String STAFF_CLAIM = "staff";

  /** The one algorithm. */
  public static final String ALGORITHM = "ES256";

  /** The claim that names the client that a token was given to (RFC 9068). */
  public static final String CLIENT_CLAIM = "client_id";

  /** The claim with the client's scopes, blanks between. */
  public static final String SCOPE_CLAIM = "scope";

  /** Who signs when {@code DIZHTIME_TOKEN_ISSUER} does not say otherwise. */
  public static final String DEFAULT_ISSUER = "https://dizhtime.local";

  /** How far two clocks may be apart. */
  public static final int LEEWAY_SECONDS = 5;

  private static final int MAX_TOKEN_LENGTH = 4_096;

  private final SigningKeys keys;

  private TokenVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  /** A verifier with the keys at {@code DIZHTIME_JWKS_URL}. */
  public static TokenVerifier open(ServiceContext service) {
    JWTOptions rules =
        new JWTOptions()
            .setIssuer(service.env().text("TOKEN_ISSUER", DEFAULT_ISSUER))
            .addAudience(AUDIENCE)
            .setLeeway(LEEWAY_SECONDS);
    return new TokenVerifier(
        SigningKeys.open(
            service,
            key ->
                JWTAuth.create(
                    service.vertx(),
                    new JWTAuthOptions().addJwk(key).setJWTOptions(new JWTOptions(rules)))));
  }

  /**
   * Who the token speaks for. The future fails with {@link TokenRejectedException} when the token
   * is not good, with {@link KeysUnavailableException} when that can't be said yet. It completes on
   * the caller's context, even when the keys were being read for somebody else's request.
   */
  public Future<Caller> verify(String token) {
    JsonObject header;
    try {
      header = header(token);
    } catch (TokenRejectedException e) {
      return Future.failedFuture(e);
    }
    return onOwnContext(keys.find(header.getString("kid", "")))
        .compose(
            check ->
                check
                    .authenticate(new TokenCredentials(token))
                    .recover(_ -> Future.failedFuture(invalid())))
        .map(user -> caller(user, token));
  }

  private static TokenRejectedException invalid() {
    return new TokenRejectedException("the token is not valid or has expired");
  }

  private static <T> Future<T> onOwnContext(Future<T> shared) {
    if (!(Vertx.currentContext() instanceof ContextInternal own)) {
      return shared;
    }
    Promise<T> promise = own.promise();
    shared.onComplete(promise);
    return promise.future();
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

  /** A scope without a client is no token of auth's; it counts as a client's that may nothing. */
  private static Optional<Delegation> delegation(JsonObject claims) {
    String client = claims.getString(CLIENT_CLAIM);
    String scope = claims.getString(SCOPE_CLAIM);
    if (client == null && scope == null) {
      return Optional.empty();
    }
    Set<String> scopes =
        client == null || scope == null || scope.isBlank()
            ? Set.of()
            : Set.copyOf(new LinkedHashSet<>(List.of(scope.strip().split(" +"))));
    return Optional.of(new Delegation(client, scopes, claims.getString("sub").equals(client)));
  }

  /** Roles that we do not know yet give nothing. */
  private static Map<RestaurantId, StaffRole> staff(JsonObject claim) {
    Map<RestaurantId, StaffRole> staff = new HashMap<>();
    for (String restaurant : claim.fieldNames()) {
      StaffRole.of(claim.getString(restaurant))
          .ifPresent(role -> staff.put(new RestaurantId(UUID.fromString(restaurant)), role));
    }
    return staff;
  }

  private static Caller caller(User user, String token) {
    JsonObject claims = user.principal();
    try {
      // Vert.x takes the times out of the principal.
      if (user.attributes().getLong("exp") == null) {
        throw invalid();
      }
      Set<Role> roles = new LinkedHashSet<>();
      for (Object role : claims.getJsonArray("roles", new JsonArray())) {
        Role.of((String) role).ifPresent(roles::add);
      }
      return new Caller(
          new UserId(UUID.fromString(claims.getString("sub"))),
          roles,
          claims.getString("name", ""),
          claims.getString("email", ""),
          token,
          delegation(claims),
          staff(claims.getJsonObject(STAFF_CLAIM, new JsonObject())));
    } catch (RuntimeException _) {
      throw new TokenRejectedException("the token lacks what we need to know of its bearer");
    }
  }
}

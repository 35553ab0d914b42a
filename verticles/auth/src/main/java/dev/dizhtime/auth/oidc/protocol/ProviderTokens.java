package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.dizhtime.auth.crypto.Es256Tokens;
import dev.dizhtime.auth.crypto.TokenSigner;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.auth.oidc.usecase.ClientGrant;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Signs what clients get, and reads it again when they bring it back. */
public final class ProviderTokens {
  /** Names the client that a token was given to (RFC 8693, 9068). */
  public static final String CLIENT_CLAIM = TokenVerifier.CLIENT_CLAIM;

  /** The scopes, with blanks between. */
  public static final String SCOPE_CLAIM = TokenVerifier.SCOPE_CLAIM;

  /** Roles that reach what is other people's. */
  private static final Set<String> OPERATORS =
      Set.of(AccountRole.ADMIN.wireName(), AccountRole.SUPPORT.wireName());

  private final TokenSigner signer;
  private final Es256Tokens accessTokens;
  private final Supplier<List<Map<String, Object>>> publicKeys;
  private final String issuer;
  private final Clock clock;

  public ProviderTokens(
      TokenSigner signer,
      Es256Tokens accessTokens,
      Supplier<List<Map<String, Object>>> publicKeys,
      String issuer,
      Clock clock) {
    this.signer = signer;
    this.accessTokens = accessTokens;
    this.publicKeys = publicKeys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * A token to act for someone. Of their name and address it says what its scopes say; a third
   * party never acts as an admin, nor as support.
   */
  public BearerAccessToken accessToken(OAuthClient client, ClientGrant grant, List<String> scopes) {
    Account account = grant.account();
    JWTClaimsSet.Builder claims = accessTokens.claims(account, grant.sessionId());
    boolean everything = scopes.contains(Scopes.API);
    if (!everything && !scopes.contains(Scopes.PROFILE)) {
      claims.claim("name", null);
    }
    if (!everything && !scopes.contains(Scopes.EMAIL)) {
      claims.claim("email", null).claim("email_verified", null);
    }
    if (!client.firstParty()) {
      claims.claim("roles", withoutOperators(account.roleNames()));
    }
    return access(client, claims, scopes);
  }

  /** A token with which a client acts for itself. */
  public BearerAccessToken serviceToken(OAuthClient client, List<String> scopes) {
    return access(
        client,
        accessTokens
            .claims(client.clientId())
            .claim("roles", client.roles().stream().sorted().map(AccountRole::wireName).toList())
            .claim("name", client.name()),
        scopes);
  }

  private BearerAccessToken access(
      OAuthClient client, JWTClaimsSet.Builder claims, List<String> scopes) {
    claims
        .claim(CLIENT_CLAIM, client.clientId().toString())
        .claim(SCOPE_CLAIM, String.join(" ", scopes));
    return new BearerAccessToken(
        signer.sign(Es256Tokens.TYPE, claims.build()),
        AccessTokens.LIFETIME.toSeconds(),
        new com.nimbusds.oauth2.sdk.Scope(scopes.toArray(String[]::new)));
  }

  private static List<String> withoutOperators(List<String> roles) {
    return roles.stream().filter(role -> !OPERATORS.contains(role)).toList();
  }

  /** An id token; the nonce is the one that the client asked with, if it did. */
  public String idToken(
      ClientGrant grant, List<String> scopes, Optional<String> nonce, BearerAccessToken access) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(grant.clientId().toString())
            .subject(grant.account().userId().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(AccessTokens.LIFETIME)))
            .claim("auth_time", grant.authenticatedAt().getEpochSecond())
            .claim("sid", grant.sessionId().toString())
            .claim("nonce", nonce.orElse(null))
            .claim("at_hash", AccessTokenHash.compute(access, JWSAlgorithm.ES256, null).getValue());
    profile(grant.account(), scopes).forEach(claims::claim);
    return signer.sign(JOSEObjectType.JWT, claims.build());
  }

  /** What the scopes let a client know of someone. */
  public static Map<String, Object> profile(Account account, List<String> scopes) {
    Map<String, Object> claims = new LinkedHashMap<>();
    if (scopes.contains(Scopes.PROFILE)) {
      claims.put("name", account.displayName().value());
    }
    if (scopes.contains(Scopes.EMAIL)) {
      claims.put("email", account.email().value());
      claims.put("email_verified", account.standing().emailVerified());
    }
    return claims;
  }

  /** The claims of an access token of ours that is good by itself, for whomever it was made. */
  public Optional<JWTClaimsSet> readAccessToken(String token) {
    var required =
        new JWTClaimsSet.Builder().issuer(issuer).audience(TokenVerifier.AUDIENCE).build();
    return read(
        token,
        Es256Tokens.TYPE,
        new DefaultJWTClaimsVerifier<>(required, Set.of("sub", "exp", "iat", "jti")));
  }

  /** The claims of an id token of ours, which may have expired: it only hints. */
  public Optional<JWTClaimsSet> readIdTokenHint(String token) {
    return read(
        token,
        JOSEObjectType.JWT,
        (claims, _) -> {
          if (!issuer.equals(claims.getIssuer()) || claims.getAudience().size() != 1) {
            throw new com.nimbusds.jwt.proc.BadJWTException("it is not an id token of ours");
          }
        });
  }

  private Optional<JWTClaimsSet> read(
      String token,
      JOSEObjectType type,
      com.nimbusds.jwt.proc.JWTClaimsSetVerifier<SecurityContext> verifier) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    try {
      processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type));
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.ES256,
              new ImmutableJWKSet<>(JWKSet.parse(Map.of("keys", publicKeys.get())))));
      processor.setJWTClaimsSetVerifier(verifier);
      return Optional.of(processor.process(token, null));
    } catch (ParseException | BadJOSEException | JOSEException _) {
      return Optional.empty();
    }
  }

  /** A claim that is an id; empty when it is not there or none. */
  public static Optional<UUID> id(JWTClaimsSet claims, String name) {
    try {
      return Optional.ofNullable(claims.getStringClaim(name)).map(UUID::fromString);
    } catch (ParseException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

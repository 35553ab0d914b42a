package dev.dizhtime.auth.crypto;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AdminSecondFactor;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Access tokens as JWTs (RFC 9068). */
public final class Es256Tokens implements AccessTokens {
  /** The type of an access token. */
  public static final JOSEObjectType TYPE = new JOSEObjectType(TokenVerifier.TYPE);

  private final TokenSigner signer;
  private final String issuer;
  private final AdminSecondFactor admins;
  private final Clock clock;

  public Es256Tokens(TokenSigner signer, String issuer, AdminSecondFactor admins, Clock clock) {
    this.signer = signer;
    this.issuer = issuer;
    this.admins = admins;
    this.clock = clock;
  }

  @Override
  public String sign(Account account, UUID sessionId) {
    return signer.sign(TYPE, claims(account, sessionId).build());
  }

  /** What an access token of someone says; a client's says more, or less. */
  public JWTClaimsSet.Builder claims(Account account, UUID sessionId) {
    return claims(account.userId().value())
        .claim("roles", account.grantedRoleNames(admins))
        .claim("name", account.displayName().value())
        .claim("email", account.email().value())
        .claim("email_verified", account.standing().emailVerified())
        .claim(SESSION_CLAIM, sessionId.toString())
        .claim(TokenVerifier.STAFF_CLAIM, staff(account));
  }

  /** What every access token says. */
  public JWTClaimsSet.Builder claims(UUID subject) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(TokenVerifier.AUDIENCE)
        .subject(subject.toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)))
        .jwtID(UUID.randomUUID().toString());
  }

  /** Absent for the many who are on no staff. */
  private static Map<String, String> staff(Account account) {
    Map<String, String> claim = new TreeMap<>();
    account.standing().staff().forEach((at, role) -> claim.put(at.toString(), role.wireName()));
    return claim.isEmpty() ? null : claim;
  }
}

package dev.dizhtime.auth.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AdminSecondFactor;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens as JWTs (RFC 9068), signed with ES256 by the key whose turn it is. */
public final class Es256Tokens implements AccessTokens {
  private final Keyring keyring;
  private final String issuer;
  private final AdminSecondFactor admins;
  private final Clock clock;
  private volatile Signer latest;

  /** A key and what signs with it, which is costly to make. */
  private record Signer(ECKey key, JWSHeader header, JWSSigner signer) {
    static Signer of(ECKey key) throws JOSEException {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType(TokenVerifier.TYPE))
              .keyID(key.getKeyID())
              .build();
      return new Signer(key, header, new ECDSASigner(key));
    }
  }

  public Es256Tokens(Keyring keyring, String issuer, AdminSecondFactor admins, Clock clock) {
    this.keyring = keyring;
    this.issuer = issuer;
    this.admins = admins;
    this.clock = clock;
  }

  @Override
  public String sign(Account account, UUID sessionId) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(TokenVerifier.AUDIENCE)
            .subject(account.userId().toString())
            .claim("roles", account.grantedRoleNames(admins))
            .claim("name", account.displayName().value())
            .claim("email", account.email().value())
            .claim("email_verified", account.standing().emailVerified())
            .claim(SESSION_CLAIM, sessionId.toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    try {
      Signer signer = signer(now);
      SignedJWT token = new SignedJWT(signer.header(), claims);
      token.sign(signer.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("can't sign an access token", e);
    }
  }

  private Signer signer(Instant now) throws JOSEException {
    ECKey key = keyring.signing(now);
    Signer signer = latest;
    if (signer == null || !signer.key().equals(key)) {
      signer = Signer.of(key);
      latest = signer;
    }
    return signer;
  }
}

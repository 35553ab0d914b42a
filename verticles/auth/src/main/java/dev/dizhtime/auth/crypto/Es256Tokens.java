package dev.dizhtime.auth.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Access tokens as JWTs (RFC 9068), signed with ES256. */
public final class Es256Tokens implements AccessTokens {
  private final String issuer;
  private final Clock clock;
  private final JWSHeader header;
  private final ECDSASigner signer;

  /** Signs with the keyring's key. */
  public Es256Tokens(Keyring keyring, String issuer, Clock clock) throws JOSEException {
    this.issuer = issuer;
    this.clock = clock;
    this.signer = new ECDSASigner(keyring.inUse());
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(TokenVerifier.TYPE))
            .keyID(keyring.inUse().getKeyID())
            .build();
  }

  @Override
  public String sign(Account account) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(TokenVerifier.AUDIENCE)
            .subject(account.userId().toString())
            .claim("roles", account.roleNames())
            .claim("name", account.displayName().value())
            .claim("email", account.email().value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("can't sign an access token", e);
    }
    return token.serialize();
  }
}

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
import java.time.Clock;
import java.time.Instant;

/** Signs tokens of any type with ES256, by the key whose turn it is. */
public final class TokenSigner {
  private final Keyring keyring;
  private final Clock clock;
  private volatile Signer latest;

  /** A key and what signs with it, which is costly to make. */
  private record Signer(ECKey key, JWSSigner signer) {}

  public TokenSigner(Keyring keyring, Clock clock) {
    this.keyring = keyring;
    this.clock = clock;
  }

  /** The signed token; its type keeps it from being taken for one of another kind. */
  public String sign(JOSEObjectType type, JWTClaimsSet claims) {
    try {
      Signer signer = signer(clock.instant());
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(type)
                  .keyID(signer.key().getKeyID())
                  .build(),
              claims);
      token.sign(signer.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("can't sign a token", e);
    }
  }

  private Signer signer(Instant now) throws JOSEException {
    ECKey key = keyring.signing(now);
    Signer signer = latest;
    if (signer == null || !signer.key().equals(key)) {
      signer = new Signer(key, new ECDSASigner(key));
      latest = signer;
    }
    return signer;
  }
}

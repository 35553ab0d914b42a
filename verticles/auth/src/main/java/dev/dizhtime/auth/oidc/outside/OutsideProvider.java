package dev.dizhtime.auth.oidc.outside;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * An outside provider, as an operator registered us with it.
 *
 * @param name short, in addresses
 * @param label what people know it by
 * @param mode how it sends people back; Apple posts a form when it is asked for an address
 */
record OutsideProvider(
    String name,
    String label,
    Issuer issuer,
    ClientID clientId,
    Credential credential,
    Scope scope,
    ResponseMode mode) {
  /** How we show who we are. */
  sealed interface Credential {
    /** By a secret. */
    record Shared(dev.dizhtime.runtime.config.Secret secret) implements Credential {}

    /** By a secret that we sign ourselves, as Apple wants it. Never prints the key. */
    record Signed(String teamId, String keyId, ECPrivateKey key) implements Credential {
      @Override
      public String toString() {
        return "Signed[" + teamId + ", " + keyId + ", ***]";
      }
    }
  }

  private static final Duration SECRET_LIFETIME = Duration.ofMinutes(5);

  /** The client secret to send now. */
  Secret secret(Instant now) {
    return switch (credential) {
      case Credential.Shared(dev.dizhtime.runtime.config.Secret secret) ->
          new Secret(secret.reveal());
      case Credential.Signed(String teamId, String keyId, ECPrivateKey key) ->
          new Secret(signed(teamId, keyId, key, now));
    };
  }

  private String signed(String teamId, String keyId, ECPrivateKey key, Instant now) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(teamId)
            .subject(clientId.getValue())
            .audience(issuer.getValue())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(SECRET_LIFETIME)))
            .build();
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(), claims);
    try {
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("can't sign a client secret", e);
    }
  }
}

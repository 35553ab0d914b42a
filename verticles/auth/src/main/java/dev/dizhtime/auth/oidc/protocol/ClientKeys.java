package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.Map;

/** The keys that a client registers. */
public final class ClientKeys {
  /** Keys per client: one in use, and those of a rotation. */
  public static final int MAX_KEYS = 5;

  private static final int MIN_RSA_BITS = 2_048;

  private ClientKeys() {}

  /**
   * The public halves, as a JWK set.
   *
   * @throws IllegalArgumentException with what is wrong, as the end of a sentence
   */
  public static String of(Map<String, Object> jwks) {
    JWKSet keys;
    try {
      keys = JWKSet.parse(jwks);
    } catch (ParseException _) {
      throw new IllegalArgumentException("must be a JWK set");
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("must have 1 to " + MAX_KEYS + " keys");
    }
    for (JWK key : keys.getKeys()) {
      if (key.isPrivate() || !strong(key)) {
        throw new IllegalArgumentException(
            "must have public keys only, EC P-256 or RSA of 2048 bits or more");
      }
    }
    return keys.toString(true);
  }

  /**
   * Of a JWK set that a client keeps itself: what we can check signatures with. Others are for
   * somebody else.
   *
   * @throws IllegalArgumentException with what is wrong, as the end of a sentence
   */
  public static JWKSet usable(String document) {
    try {
      return new JWKSet(
          JWKSet.parse(document).getKeys().stream()
              .filter(key -> !key.isPrivate() && strong(key))
              .filter(key -> key.getKeyUse() != KeyUse.ENCRYPTION)
              .limit(MAX_KEYS)
              .toList());
    } catch (ParseException _) {
      throw new IllegalArgumentException("what is there is no JWK set");
    }
  }

  private static boolean strong(JWK key) {
    return (KeyType.EC.equals(key.getKeyType())
            && key.toECKey().getCurve().getName().equals("P-256"))
        || (KeyType.RSA.equals(key.getKeyType()) && key.size() >= MIN_RSA_BITS);
  }
}

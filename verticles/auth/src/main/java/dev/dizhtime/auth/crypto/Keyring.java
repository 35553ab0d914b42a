package dev.dizhtime.auth.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.dizhtime.auth.usecase.SealedKeys;
import dev.dizhtime.auth.usecase.SealedKeys.SealedKey;
import dev.dizhtime.runtime.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The P-256 keys that access tokens are signed with: made at the very first start, then always read
 * from the database, so that all instances sign with the same one.
 */
public final class Keyring {
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  private final ECKey inUse;
  private final List<Map<String, Object>> publicKeys;

  private Keyring(ECKey inUse, List<ECKey> all) {
    this.inUse = inUse;
    this.publicKeys = all.stream().map(key -> key.toPublicJWK().toJSONObject()).toList();
  }

  /**
   * Reads the keys; makes one when there is none yet. Several instances may do so at once.
   *
   * @throws ConfigException when the key encryption key is not the one they were sealed with
   */
  public static Keyring open(SealedKeys store, Seal seal, Clock clock) {
    if (store.all().stream().noneMatch(SealedKey::inUse)) {
      store.addIfNone(generate(seal), clock.instant());
    }
    List<ECKey> keys = new ArrayList<>();
    ECKey inUse = null;
    for (SealedKey sealed : store.all()) {
      ECKey key = unseal(seal, sealed);
      keys.add(key);
      if (sealed.inUse()) {
        inUse = key;
      }
    }
    if (inUse == null) {
      throw new IllegalStateException("no signing key is in use");
    }
    LOG.info("tokens are signed with key {}", inUse.getKeyID());
    return new Keyring(inUse, keys);
  }

  private static SealedKey generate(Seal seal) {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      byte[] secret = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      return new SealedKey(key.getKeyID(), seal.close(key.getKeyID(), secret), true);
    } catch (JOSEException e) {
      throw new IllegalStateException("can't make a signing key", e);
    }
  }

  private static ECKey unseal(Seal seal, SealedKey sealed) {
    try {
      return ECKey.parse(
          new String(seal.open(sealed.kid(), sealed.sealed()), StandardCharsets.UTF_8));
    } catch (Seal.BrokenSealException _) {
      throw new ConfigException(
          "DIZHTIME_KEY_ENCRYPTION_KEY is not the key that the signing key in the database was"
              + " sealed with");
    } catch (ParseException e) {
      throw new IllegalStateException("signing key " + sealed.kid() + " can't be read", e);
    }
  }

  /** The key that new tokens are signed with, private part and all. */
  ECKey inUse() {
    return inUse;
  }

  /** The public parts of all keys as JWKs, the youngest first. */
  public List<Map<String, Object>> publicKeys() {
    return publicKeys;
  }
}

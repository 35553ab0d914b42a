package dev.dizhtime.auth.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.dizhtime.auth.usecase.SealedKeys;
import dev.dizhtime.auth.usecase.SealedKeys.SealedKey;
import dev.dizhtime.auth.usecase.SigningKeyring;
import dev.dizhtime.runtime.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The P-256 keys that access tokens are signed with, as this instance last read them from the
 * database. All instances read the same keys with the same turns, so they change over together.
 */
public final class Keyring implements SigningKeyring {
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  private final SealedKeys store;
  private final Seal seal;
  private volatile List<Turn> turns = List.of();

  /** A key and when its turn begins. */
  private record Turn(ECKey key, Instant activeFrom) {}

  public Keyring(SealedKeys store, Seal seal) {
    this.store = store;
    this.seal = seal;
  }

  @Override
  public SealedKey make(Instant activeFrom) {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
      byte[] secret = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      return new SealedKey(key.getKeyID(), seal.close(key.getKeyID(), secret), activeFrom);
    } catch (JOSEException e) {
      throw new IllegalStateException("can't make a signing key", e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigException when the key encryption key is not the one they were sealed with
   */
  @Override
  public void reload() {
    Map<String, ECKey> open =
        turns.stream().map(Turn::key).collect(Collectors.toMap(ECKey::getKeyID, key -> key));
    List<Turn> read = new ArrayList<>();
    for (SealedKey sealed : store.all()) {
      ECKey key = open.containsKey(sealed.kid()) ? open.get(sealed.kid()) : unseal(sealed);
      read.add(new Turn(key, sealed.activeFrom()));
      if (!open.containsKey(sealed.kid())) {
        LOG.info("signing key {} signs from {}", sealed.kid(), sealed.activeFrom());
      }
    }
    turns = List.copyOf(read);
  }

  private ECKey unseal(SealedKey sealed) {
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

  /** The key whose turn it is, private part and all. */
  ECKey signing(Instant now) {
    return turns.stream()
        .filter(turn -> !turn.activeFrom().isAfter(now))
        .findFirst()
        // Made by another instance whose clock is ahead of ours: it is the only one there is.
        .or(() -> turns.stream().reduce((_, last) -> last))
        .map(Turn::key)
        .orElseThrow(() -> new IllegalStateException("there is no signing key"));
  }

  /** The public parts of all keys as JWKs, those whose turn is still to come included. */
  public List<Map<String, Object>> publicKeys() {
    return turns.stream().map(turn -> turn.key().toPublicJWK().toJSONObject()).toList();
  }
}

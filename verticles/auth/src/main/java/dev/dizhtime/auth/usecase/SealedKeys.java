package dev.dizhtime.auth.usecase;

import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The signing keys as they are kept: readable only with the key encryption key. */
public interface SealedKeys {
  /**
   * A signing key, sealed.
   *
   * @param kid its id, in the header of what it signed
   * @param sealed the private key, encrypted
   * @param activeFrom when its turn begins; the turn ends when the next one's begins
   */
  record SealedKey(String kid, byte[] sealed, Instant activeFrom) {
    public SealedKey {
      sealed = sealed.clone();
    }

    @Override
    public byte[] sealed() {
      return sealed.clone();
    }

    @Override
    public String toString() {
      return "SealedKey[" + kid + "]";
    }
  }

  /** All keys, the one whose turn is last first. */
  List<SealedKey> all();

  /**
   * Adds a key unless one is there whose turn begins at or after an instant; of several instances
   * at once, one has its way.
   *
   * @param key made only if it is needed
   * @param by the admin who wants it; null for the schedule
   * @return the key that is there instead; empty when this one was added
   */
  Optional<SealedKey> addUnlessOneFrom(Instant notBefore, Supplier<SealedKey> key, UserId by)
      throws Exception;

  /** Forgets the keys whose successor's turn began before an instant; returns how many. */
  int forgetThoseSucceededBefore(Instant instant) throws Exception;

  /** Adds a key and forgets all others, or does neither; returns how many are forgotten. */
  int replaceAllBy(SealedKey key, UserId by) throws Exception;
}

package dev.dizhtime.auth.usecase;

import java.time.Instant;
import java.util.List;

/** The signing keys as they are kept: readable only with the key encryption key. */
public interface SealedKeys {
  /**
   * A signing key, sealed.
   *
   * @param kid its id, in the header of what it signed
   * @param sealed the private key, encrypted
   * @param inUse whether new tokens are signed with it; others only prove older tokens
   */
  record SealedKey(String kid, byte[] sealed, boolean inUse) {
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

  /** All keys, the youngest first. */
  List<SealedKey> all();

  /**
   * Takes the key into use, unless one is in use; of several instances at once, one has its way.
   */
  void addIfNone(SealedKey key, Instant now);
}

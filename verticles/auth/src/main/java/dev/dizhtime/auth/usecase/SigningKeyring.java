package dev.dizhtime.auth.usecase;

import java.time.Instant;

/** Where an instance has its signing keys at hand. */
public interface SigningKeyring {
  /** A new key, sealed, that is not kept anywhere yet. */
  SealedKeys.SealedKey make(Instant activeFrom);

  /** Reads the keys again. */
  void reload();
}

package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.usecase.RefreshTokens;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Codes that are mailed: six digits. So few are found in any hash of their own; they are kept as
 * one of the challenge and the code, and of the 256 random bits of the challenge we keep no more
 * than a hash either.
 */
final class MailedCodes {
  private static final int BOUND = 1_000_000;

  private final SecureRandom random = new SecureRandom();
  private final RefreshTokens hashes;

  MailedCodes(RefreshTokens hashes) {
    this.hashes = hashes;
  }

  String next() {
    return String.format(Locale.ROOT, "%06d", random.nextInt(BOUND));
  }

  /** What is kept of a code for one log-in; another log-in's is another. */
  Buffer hash(String challenge, String code) {
    return Buffer.buffer(hashes.hash(challenge + " " + code).bytes());
  }
}

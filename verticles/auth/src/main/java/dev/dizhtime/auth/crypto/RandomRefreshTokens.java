package dev.dizhtime.auth.crypto;

import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.usecase.RefreshTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Refresh tokens of 256 random bits; with so many, a fast hash is enough to keep them by. */
public final class RandomRefreshTokens implements RefreshTokens {
  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String next() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public TokenHash hash(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return new TokenHash(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.dizhtime.auth.model;

import java.security.MessageDigest;
import java.util.Arrays;

/** The SHA-256 of a refresh token: all that we keep of it. */
public record TokenHash(byte[] bytes) {
  private static final int LENGTH = 32;

  public TokenHash {
    bytes = bytes.clone();
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has " + LENGTH + " bytes");
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenHash(byte[] theirs) && MessageDigest.isEqual(bytes, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "TokenHash[***]";
  }
}

package dev.dizhtime.runtime.config;

import java.util.Base64;
import java.util.Objects;

/** A text that never prints. */
public record Secret(String reveal) {
  public Secret {
    Objects.requireNonNull(reveal, "reveal");
  }

  /**
   * The bytes of a secret that is held in base64.
   *
   * @throws IllegalArgumentException when it is no base64
   */
  public byte[] bytes() {
    return Base64.getDecoder().decode(reveal);
  }

  @Override
  public String toString() {
    return "***";
  }
}

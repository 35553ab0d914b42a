package dev.dizhtime.auth.oidc.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a client keeps its public keys. Who is asked there is looked at again each time. */
public final class KeyAddress {
  /** The longest address. */
  public static final int MAX_LENGTH = 500;

  private KeyAddress() {}

  /** What is wrong with an address, as the end of a sentence; empty when nothing is. */
  public static Optional<String> complaint(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.of("must not be longer than " + MAX_LENGTH + " characters");
    }
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException _) {
      return Optional.of("must be an address");
    }
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      return Optional.of("must be an https address with a host");
    }
    return address.getRawUserInfo() != null || address.getRawFragment() != null
        ? Optional.of("must have no user and no fragment")
        : Optional.empty();
  }
}

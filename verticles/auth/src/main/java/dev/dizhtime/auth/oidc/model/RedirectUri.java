package dev.dizhtime.auth.oidc.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** What may be registered as an address to send a browser to. */
public final class RedirectUri {
  /** The longest. */
  public static final int MAX_LENGTH = 500;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private RedirectUri() {}

  /** What is wrong with it, as the end of a sentence; empty when it may be registered. */
  public static Optional<String> complaint(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      return Optional.of("must be a URI");
    }
    if (text.length() > MAX_LENGTH || !uri.isAbsolute()) {
      return Optional.of("must be an absolute URI of at most " + MAX_LENGTH + " characters");
    }
    if (uri.getRawFragment() != null || uri.getRawUserInfo() != null || text.contains("*")) {
      return Optional.of("must have no fragment, no user and no wildcard");
    }
    return switch (uri.getScheme()) {
      case "https" -> uri.getHost() == null ? Optional.of("must name a host") : Optional.empty();
      case "http" ->
          uri.getHost() != null && LOOPBACK.contains(uri.getHost())
              ? Optional.empty()
              : Optional.of("must be https, but for a program on the same machine");
      // An app's own scheme is a domain turned round (RFC 8252), which javascript and data are not.
      case String scheme
          when scheme.contains(".") && scheme.equals(scheme.toLowerCase(java.util.Locale.ROOT)) ->
          Optional.empty();
      case null, default ->
          Optional.of("must be https or an app's own scheme, e.g. org.example.app:/back");
    };
  }
}

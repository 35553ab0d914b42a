package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.tls.BadCertificateException;
import dev.dizhtime.gateway.tls.ServerCertificate;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Certificates from Secrets. What was read once is remembered for as long as it is asked for, since
 * reading a key is slow. Used by one thread at a time.
 */
final class TlsSecrets {
  private Map<Content, Read> known = new HashMap<>();
  private Map<Content, Read> asked = new HashMap<>();

  private record Content(String certificates, String key) {
    /** Never shows the key. */
    @Override
    public String toString() {
      return "Content";
    }
  }

  /**
   * What a Secret holds.
   *
   * @param certificate null when it can't be used
   * @param problem why it can't be used; null when it can
   */
  record Read(ServerCertificate certificate, String problem) {}

  /** Reads a Secret; it needs not be of the type for certificates. */
  Read read(Secret secret) {
    Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
    Content content =
        new Content(data.getOrDefault("tls.crt", ""), data.getOrDefault("tls.key", ""));
    Read before = known.get(content);
    Read read = before == null ? parse(content) : before;
    asked.put(content, read);
    return read;
  }

  private static Read parse(Content content) {
    try {
      Base64.Decoder decoder = Base64.getDecoder();
      return new Read(
          ServerCertificate.parse(
              decoder.decode(content.certificates()), decoder.decode(content.key())),
          null);
    } catch (BadCertificateException e) {
      return new Read(null, e.getMessage());
    } catch (IllegalArgumentException _) {
      return new Read(null, "its data is not in base64");
    }
  }

  /** Forgets what was not asked for since the last time. */
  void forgetOthers() {
    known = asked;
    asked = new HashMap<>();
  }
}

package dev.dizhtime.runtime.messaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The three files of an identity, as PEM.
 *
 * @param authority who may vouch for a broker
 * @param chain our certificate, and those between it and its authority
 * @param key its key
 */
record IdentityFiles(String authority, String chain, String key) {
  /**
   * Reads them.
   *
   * @throws IOException when one cannot be read or is empty; the message names it
   */
  static IdentityFiles read(Path directory) throws IOException {
    return new IdentityFiles(
        text(directory.resolve("ca.crt")),
        text(directory.resolve("user.crt")),
        text(directory.resolve("user.key")));
  }

  private static String text(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException(file + " cannot be read", e);
    }
    if (text.isEmpty()) {
      throw new IOException(file + " is empty");
    }
    return text;
  }

  /**
   * When our certificate ends.
   *
   * @throws IOException when it is none
   */
  Instant notAfter() throws IOException {
    try {
      var first =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)));
      return ((X509Certificate) first).getNotAfter().toInstant();
    } catch (CertificateException e) {
      throw new IOException("user.crt is no certificate", e);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "an identity";
  }
}

package dev.dizhtime.gateway.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with those that vouch for it, and its private key. Never prints the key.
 *
 * <p>Keys are RSA or EC in PKCS #8 ({@code BEGIN PRIVATE KEY}), not encrypted.
 */
public final class ServerCertificate {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final int DNS_NAME = 2;

  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final String alias = UUID.randomUUID().toString();

  private ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /**
   * Reads a chain, the server's own certificate first, and its key.
   *
   * @throws BadCertificateException when they can't be read or do not belong together
   */
  public static ServerCertificate parse(byte[] certificatesPem, byte[] keyPem)
      throws BadCertificateException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificatesPem))) {
        chain.add((X509Certificate) each);
      }
    } catch (GeneralSecurityException e) {
      throw new BadCertificateException("the certificate can't be read", e);
    }
    if (chain.isEmpty()) {
      throw new BadCertificateException("there is no certificate", null);
    }
    PrivateKey key = key(chain.getFirst().getPublicKey().getAlgorithm(), keyPem);
    var read = new ServerCertificate(chain, key);
    read.requireOwnKey();
    return read;
  }

  private static PrivateKey key(String algorithm, byte[] pem) throws BadCertificateException {
    Matcher found = KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new BadCertificateException(
          "there is no key in PKCS #8 (BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt)", null);
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadCertificateException("the key can't be read as a key for " + algorithm, e);
    }
  }

  /** Signs something: the surest way to learn whether the two belong together. */
  private void requireOwnKey() throws BadCertificateException {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    boolean own;
    try {
      byte[] text = "dizhtime".getBytes(StandardCharsets.US_ASCII);
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(text);
      byte[] signed = signing.sign();
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(chain.getFirst().getPublicKey());
      checking.update(text);
      own = checking.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new BadCertificateException("the key is of no use for TLS", e);
    }
    if (!own) {
      throw new BadCertificateException("the key is not the certificate's", null);
    }
  }

  /** The server's own certificate first. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The names that it stands for, in lower case, with wildcards as they are. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      var alternatives = chain.getFirst().getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> each : alternatives) {
          if (each.get(0).equals(DNS_NAME)) {
            names.add(((String) each.get(1)).toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (GeneralSecurityException _) {
      // Names that can't be read are none.
    }
    return List.copyOf(names);
  }

  /** When it is good no more. */
  public Instant expiry() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  PrivateKey key() {
    return key;
  }

  /** What tells this one from all others in this process. */
  String alias() {
    return alias;
  }

  /** RSA or EC. */
  String keyType() {
    return key.getAlgorithm();
  }

  @Override
  public String toString() {
    return "ServerCertificate" + names();
  }
}

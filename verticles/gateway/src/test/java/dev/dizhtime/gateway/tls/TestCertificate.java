package dev.dizhtime.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** A certificate that nobody vouches for, made by the JDK's own tool. */
public record TestCertificate(byte[] certificatePem, byte[] keyPem) {
  private static final char[] PASSWORD = "only-here".toCharArray();
  private static final String ALIAS = "test";

  /**
   * Not the system's folder: a build that is killed leaves it where the next clean one finds it.
   */
  private static final Path TARGET = Path.of("target");

  /**
   * Makes one.
   *
   * @param algorithm EC or RSA
   */
  public static TestCertificate of(String algorithm, String... names) {
    try {
      // The tool makes its file itself, and wants none to be there.
      Path folder = Files.createTempDirectory(TARGET, "certificate");
      Path file = folder.resolve("made.p12");
      try {
        make(file, algorithm, names);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD);
        }
        return new TestCertificate(
            pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
            pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded()));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path file, String algorithm, String... names) throws IOException {
    String alternatives =
        Arrays.stream(names).map(name -> "dns:" + name).collect(Collectors.joining(","));
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=test",
                "-ext",
                "san=" + alternatives,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(file)) {
      throw new IllegalStateException(said);
    }
  }

  private static byte[] pem(String kind, byte[] encoded) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, text)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes it as {@code NAME.crt} and {@code NAME.key}. */
  public void write(Path folder, String name) {
    try {
      Files.write(folder.resolve(name + ".crt"), certificatePem);
      Files.write(folder.resolve(name + ".key"), keyPem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the gateway sees it. */
  public ServerCertificate parsed() {
    try {
      return ServerCertificate.parse(certificatePem, keyPem);
    } catch (BadCertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}

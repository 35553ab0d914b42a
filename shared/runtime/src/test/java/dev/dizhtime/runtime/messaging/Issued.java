package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A key and its certificate, which is its own authority; keytool makes them, for 90 days. */
record Issued(KeyStore store) {
  static final char[] PASSWORD = "changeit".toCharArray();
  private static final String OPTIONS =
      "-J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -genkeypair -alias own -keyalg EC -ext"
          + " san=ip:127.0.0.1 -storetype PKCS12 -storepass changeit";

  static Issued to(String name, Path directory) throws Exception {
    var file = directory.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin/keytool");
    var command = "%s %s -dname CN=%s -keystore %s".formatted(keytool, OPTIONS, name, file);
    assertThat(new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor()).isZero();
    return new Issued(KeyStore.getInstance(file.toFile(), PASSWORD));
  }

  /** Puts it where a service looks for who it is. */
  void identifies(Path directory) throws Exception {
    Files.writeString(directory.resolve("user.crt"), certificate());
    Files.writeString(
        directory.resolve("user.key"),
        pem("PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded()));
  }

  /** Puts it where a service looks for whom it may take for a broker. */
  void vouches(Path directory) throws Exception {
    Files.writeString(directory.resolve("ca.crt"), certificate());
  }

  private String certificate() throws Exception {
    return pem("CERTIFICATE", store.getCertificate("own").getEncoded());
  }

  private static String pem(String what, byte[] content) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, text);
  }
}

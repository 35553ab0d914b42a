package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIdentityTest {
  @TempDir Path directory;

  @Test
  void speaksInPlainTextWhereThereIsNoDirectory() {
    assertThat(KafkaIdentity.from(Env.of(Map.of())).settings()).isEmpty();
  }

  @Test
  void givesKafkaFilesThatItTakesForAnIdentity() throws Exception {
    certificate();
    var settings = identity().settings();
    Map<String, Object> parsed = new HashMap<>(settings);
    for (String secret :
        Set.of(
            "ssl.truststore.certificates", "ssl.keystore.certificate.chain", "ssl.keystore.key")) {
      parsed.put(secret, new Password(settings.get(secret)));
    }
    parsed.put("ssl.protocol", "TLSv1.3");
    try (var engines = new DefaultSslEngineFactory()) {
      engines.configure(parsed);
      assertThat(engines.keystore().isKeyEntry("kafka")).isTrue();
      assertThat(engines.truststore().size()).isEqualTo(1);
      assertThat(engines.createClientSslEngine("broker", 9093, "https").getUseClientMode())
          .isTrue();
    }
  }

  @Test
  void namesTheFileThatIsNotThere() throws Exception {
    certificate();
    Files.delete(directory.resolve("user.key"));
    assertThatThrownBy(this::identity)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DIZHTIME_KAFKA_TLS_DIRECTORY")
        .hasMessageContaining("user.key");
  }

  @Test
  void namesTheFileThatIsEmpty() throws Exception {
    certificate();
    Files.writeString(directory.resolve("ca.crt"), "\n");
    assertThatThrownBy(this::identity)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ca.crt is empty");
  }

  @Test
  void showsNoKey() throws Exception {
    certificate();
    assertThat(identity()).hasToString("mutual TLS");
  }

  private KafkaIdentity identity() {
    return KafkaIdentity.from(Env.of(Map.of("DIZHTIME_KAFKA_TLS_DIRECTORY", directory.toString())));
  }

  /** Writes the three files, one certificate being its own authority. */
  private void certificate() throws Exception {
    var store = directory.resolve("store.p12");
    var keytool = new ProcessBuilder(keytool(store)).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
    var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    var certificate = pem("CERTIFICATE", keys.getCertificate("own").getEncoded());
    Files.writeString(directory.resolve("ca.crt"), certificate);
    Files.writeString(directory.resolve("user.crt"), certificate);
    Files.writeString(
        directory.resolve("user.key"),
        pem("PRIVATE KEY", keys.getKey("own", "changeit".toCharArray()).getEncoded()));
  }

  private static String[] keytool(Path store) {
    var options =
        "-genkeypair -alias own -keyalg EC -dname CN=kafka-order -storetype PKCS12 -storepass"
            + " changeit -keystore";
    return (Path.of(System.getProperty("java.home"), "bin/keytool") + " " + options + " " + store)
        .split(" ");
  }

  private static String pem(String what, byte[] content) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, text);
  }
}

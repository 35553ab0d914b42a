package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIdentityTest {
  private static Issued issued;

  private final MeterRegistry meters = new SimpleMeterRegistry();

  @TempDir Path directory;

  @BeforeAll
  static void issue(@TempDir Path made) throws Exception {
    issued = Issued.to("kafka-order", made);
  }

  @Test
  void speaksInPlainTextWhereThereIsNoDirectory() {
    var identity = KafkaIdentity.from(Env.of(Map.of()));
    assertThat(identity.settings()).isEmpty();
    assertThat(identity).hasToString("plain text");
    identity.measure(meters, Clock.systemUTC());
    assertThat(meters.getMeters()).isEmpty();
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
  void tellsHowLongTheCertificateIsGoodThatLiesThere() throws Exception {
    var end = ((X509Certificate) certificate().store().getCertificate("own")).getNotAfter();
    var clock = Clock.fixed(end.toInstant().minus(Duration.ofDays(20)), ZoneOffset.UTC);
    identity().measure(meters, clock);
    var left = meters.get("dizhtime.kafka.certificate.expiry").gauge();
    assertThat(left.value()).isEqualTo(20 * 86_400);

    Files.writeString(directory.resolve("user.crt"), "nothing that anybody can read");
    assertThat(left.value()).isZero();
  }

  @Test
  void showsNoKey() throws Exception {
    certificate();
    assertThat(identity()).hasToString("mutual TLS");
    assertThat(IdentityFiles.read(directory)).hasToString("an identity");
  }

  private KafkaIdentity identity() {
    return KafkaIdentity.from(Env.of(Map.of("DIZHTIME_KAFKA_TLS_DIRECTORY", directory.toString())));
  }

  private Issued certificate() throws Exception {
    issued.identifies(directory);
    issued.vouches(directory);
    return issued;
  }
}

package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who we are to the brokers, and whom we take for one. Without {@code DIZHTIME_KAFKA_TLS_DIRECTORY}
 * the brokers are spoken to in plain text. With it, {@code ca.crt} there says who may vouch for a
 * broker; {@code user.crt} and {@code user.key} are our certificate and its key. All three are PEM,
 * as Strimzi writes them. They must be there at start, and are read again for each connection, so
 * that a renewed certificate needs no restart: {@link RenewedEngines}.
 */
public final class KafkaIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaIdentity.class);
  private static final String DIRECTORY = "KAFKA_TLS_DIRECTORY";

  private final Optional<Path> directory;

  private KafkaIdentity(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * Reads it.
   *
   * @throws ConfigException when one of the files is not there or is empty
   */
  static KafkaIdentity from(Env env) {
    Optional<Path> directory = env.find(DIRECTORY).map(Path::of);
    directory.ifPresent(KafkaIdentity::check);
    return new KafkaIdentity(directory);
  }

  private static void check(Path directory) {
    try {
      IdentityFiles.read(directory);
    } catch (IOException e) {
      throw new ConfigException(Env.PREFIX + DIRECTORY + ": " + e.getMessage());
    }
  }

  /** What a client of Kafka is told; empty for plain text. */
  Map<String, String> settings() {
    return directory
        .map(
            files ->
                Map.of(
                    "security.protocol",
                    "SSL",
                    "ssl.engine.factory.class",
                    RenewedEngines.class.getName(),
                    RenewedEngines.DIRECTORY,
                    files.toString()))
        .orElse(Map.of());
  }

  /** Has told how long the certificate that lies there is still good. */
  void measure(MeterRegistry meters, Clock clock) {
    directory.ifPresent(
        files ->
            Gauge.builder("dizhtime.kafka.certificate.expiry", () -> secondsLeft(files, clock))
                .description("How long our certificate for Kafka is still good")
                .baseUnit("seconds")
                .register(meters));
  }

  /** Nothing when it can't be told: somebody has to look, as when it ends. */
  private static double secondsLeft(Path files, Clock clock) {
    try {
      return Duration.between(clock.instant(), IdentityFiles.read(files).notAfter()).toSeconds();
    } catch (IOException e) {
      LOG.warn("nobody can tell how long the certificate for Kafka is good: {}", e.getMessage());
      return 0;
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return directory.isEmpty() ? "plain text" : "mutual TLS";
  }
}

package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who we are to the brokers, and whom we take for one. Without {@code DIZHTIME_KAFKA_TLS_DIRECTORY}
 * the brokers are spoken to in plain text. With it, {@code ca.crt} there says who may vouch for a
 * broker; {@code user.crt} and {@code user.key} are our certificate and its key. All three are PEM,
 * as Strimzi writes them, and are read once, at start.
 */
public final class KafkaIdentity {
  private static final String DIRECTORY = "KAFKA_TLS_DIRECTORY";

  private final Map<String, String> settings;

  private KafkaIdentity(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * Reads it.
   *
   * @throws ConfigException when one of the files is not there or is empty
   */
  static KafkaIdentity from(Env env) {
    return env.find(DIRECTORY)
        .map(directory -> mutual(Path.of(directory)))
        .orElse(new KafkaIdentity(Map.of()));
  }

  private static KafkaIdentity mutual(Path directory) {
    return new KafkaIdentity(
        Map.of(
            "security.protocol",
            "SSL",
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            read(directory, "ca.crt"),
            "ssl.keystore.type",
            "PEM",
            "ssl.keystore.certificate.chain",
            read(directory, "user.crt"),
            "ssl.keystore.key",
            read(directory, "user.key")));
  }

  private static String read(Path directory, String name) {
    var file = directory.resolve(name);
    try {
      var text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new ConfigException(Env.PREFIX + DIRECTORY + ": " + file + " is empty");
      }
      return text;
    } catch (IOException _) {
      throw new ConfigException(Env.PREFIX + DIRECTORY + ": " + file + " cannot be read");
    }
  }

  /** What a client of Kafka is told; empty for plain text. */
  Map<String, String> settings() {
    return settings;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return settings.isEmpty() ? "plain text" : "mutual TLS";
  }
}

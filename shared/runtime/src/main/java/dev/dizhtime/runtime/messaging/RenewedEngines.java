package dev.dizhtime.runtime.messaging;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each new connection to a broker the certificate that lies in the directory then. Kafka's
 * own factory reads it once, and its clients never again: a certificate that was renewed on disk
 * would end in memory. A connection that is open stays as it is; brokers look at a certificate only
 * when it begins.
 *
 * <p>What cannot be read or used, as while files are being exchanged, changes nothing: the next
 * connection looks again. The authority before the present one is trusted too, for when an
 * authority is renewed its brokers come over one after the other.
 */
public final class RenewedEngines implements SslEngineFactory {
  /** The setting that names the directory. */
  static final String DIRECTORY = "dizhtime.tls.directory";

  private static final Logger LOG = LoggerFactory.getLogger(RenewedEngines.class);

  private Map<String, ?> settings = Map.of();
  private Path directory;
  private IdentityFiles read;
  private String authorityBefore = "";
  private DefaultSslEngineFactory engines;

  @Override
  public void configure(Map<String, ?> configs) {
    settings = configs;
    directory = Path.of((String) configs.get(DIRECTORY));
    try {
      take(IdentityFiles.read(directory));
    } catch (IOException e) {
      throw new KafkaException(e.getMessage(), e);
    }
  }

  private synchronized DefaultSslEngineFactory current() {
    try {
      var files = IdentityFiles.read(directory);
      if (!files.equals(read)) {
        take(files);
        LOG.info("the certificate for Kafka was renewed and is good until {}", files.notAfter());
      }
    } catch (IOException | KafkaException e) {
      LOG.warn("the certificate for Kafka stays as it is: {}", e.getMessage());
    }
    return engines;
  }

  private void take(IdentityFiles files) {
    String before = authorityBefore;
    if (read != null && !read.authority().equals(files.authority())) {
      before = read.authority();
    }
    Map<String, Object> own = new HashMap<>(settings);
    own.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, DefaultSslEngineFactory.PEM_TYPE);
    own.put(
        SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
        new Password((files.authority() + "\n" + before).strip()));
    own.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, DefaultSslEngineFactory.PEM_TYPE);
    own.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(files.chain()));
    own.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(files.key()));
    var made = new DefaultSslEngineFactory();
    made.configure(own);
    engines = made;
    read = files;
    authorityBefore = before;
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
    return current().createClientSslEngine(host, port, endpointIdentification);
  }

  /** We are nobody's broker. */
  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    throw new UnsupportedOperationException("only for clients");
  }

  @Override
  public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public KeyStore keystore() {
    return current().keystore();
  }

  @Override
  public KeyStore truststore() {
    return current().truststore();
  }

  /** There is nothing to close: each engine is its connection's. */
  @Override
  public void close() {}
}

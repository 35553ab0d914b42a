package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real client of Kafka before somebody who looks at certificates, and hangs up. */
class RenewedEnginesTest {
  private static final int BOUND_SECONDS = 20;

  private static Issued brokers;
  private static Issued first;
  private static Issued second;

  @TempDir Path directory;

  private final LinkedBlockingQueue<String> visitors = new LinkedBlockingQueue<>();
  private SSLServerSocket broker;
  private Admin client;

  @BeforeAll
  static void issue(@TempDir Path made) throws Exception {
    brokers = Issued.to("broker", made);
    first = Issued.to("first", made);
    second = Issued.to("second", made);
  }

  @BeforeEach
  void connect() throws Exception {
    brokers.vouches(directory);
    first.identifies(directory);
    broker = listen(brokers);
    Thread.ofVirtual().start(this::receive);
    Map<String, Object> settings = new HashMap<>(identity().settings());
    settings.put("bootstrap.servers", "127.0.0.1:" + broker.getLocalPort());
    settings.put("reconnect.backoff.ms", "10");
    settings.put("reconnect.backoff.max.ms", "50");
    client = Admin.create(settings);
    client.describeCluster();
    assertThat(visitors.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isEqualTo("CN=first");
  }

  @AfterEach
  void hangUp() throws IOException {
    client.close(Duration.ZERO);
    broker.close();
  }

  @Test
  void aRenewedCertificateIsTheOneOfTheNextConnection() throws Exception {
    second.identifies(directory);
    assertThat(awaited("CN=second")).isTrue();
  }

  @Test
  void brokersOfTheAuthorityBeforeAreTrustedWhileItIsRenewed() throws Exception {
    second.vouches(directory);
    second.identifies(directory);
    assertThat(awaited("CN=second")).isTrue();
  }

  @Test
  void whatCannotBeUsedChangesNothing() throws Exception {
    Files.writeString(directory.resolve("user.crt"), "half a certificate");
    visitors.clear();
    // One may have been on its way.
    assertThat(visitors.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isEqualTo("CN=first");
    assertThat(visitors.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isEqualTo("CN=first");

    second.identifies(directory);
    assertThat(awaited("CN=second")).isTrue();
  }

  private KafkaIdentity identity() {
    return KafkaIdentity.from(Env.of(Map.of("DIZHTIME_KAFKA_TLS_DIRECTORY", directory.toString())));
  }

  private boolean awaited(String name) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (System.nanoTime() < end) {
      if (name.equals(visitors.poll(1, TimeUnit.SECONDS))) {
        return true;
      }
    }
    return false;
  }

  private void receive() {
    while (!broker.isClosed()) {
      try (var socket = (SSLSocket) broker.accept()) {
        socket.startHandshake();
        visitors.add(socket.getSession().getPeerPrincipal().getName());
      } catch (IOException _) {
        // Whoever is not let in comes again.
      }
    }
  }

  private static SSLServerSocket listen(Issued brokers) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(brokers.store(), Issued.PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    var socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(true);
    return socket;
  }

  /** Wants a certificate, and takes each. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

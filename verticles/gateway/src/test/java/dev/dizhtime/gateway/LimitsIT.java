package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client may not do for ever, and what may not fill the gateway's memory. */
class LimitsIT {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int UPLOAD_MEBIBYTES = 64;
  private static final int MAX_CONNECTIONS = 40;

  @TempDir static Path directory;

  private static StubUpstream upstream;
  private static RunningService gateway;

  @BeforeAll
  static void start() {
    upstream = StubUpstream.start();
    String routes =
        """
        routes:
          - { prefix: /api/open, upstream: "%1$s", token: optional }
          - { prefix: /uploads, upstream: "%1$s", token: optional, maxBodyBytes: 134217728,
              responseTimeoutMillis: 30000 }
        """
            .formatted(upstream.address());
    gateway =
        TestGateway.start(
            directory,
            routes,
            "HEADER_TIMEOUT_MILLIS",
            "600",
            "KEEP_ALIVE_MILLIS",
            "900",
            "BODY_TIMEOUT_MILLIS",
            "500",
            "MAX_CONNECTIONS",
            Integer.toString(MAX_CONNECTIONS));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void hangsUpOnWhoSendsTheHeadOfARequestByteByByte() throws IOException {
    double before = closed("slow head");
    try (Socket socket = connect()) {
      send(socket, "GET /api/open/x HTTP/1.1\r\nX-Slow: ");
      drip(socket);
      assertThat(closed("slow head")).isGreaterThan(before);
    }
  }

  @Test
  void hangsUpOnWhoSendsTheNextHeadByteByByte() throws IOException {
    double before = closed("idle");
    try (Socket socket = connect()) {
      send(socket, "GET /api/open/empty HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(read(socket, 12)).isEqualTo("HTTP/1.1 204");
      send(socket, "GET /api/open/x HTTP/1.1\r\nX-Slow: ");
      drip(socket);
      assertThat(closed("idle")).isGreaterThan(before);
    }
  }

  @Test
  void refusesABodyThatComesTooSlowly() throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST /api/open/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
      assertThat(read(socket, 12)).isEqualTo("HTTP/1.1 408");
    }
    Eventually.eventually(() -> assertThat(counted("refused", "slow body")).isPositive());
  }

  @Test
  void takesABoundedNumberOfConnections() throws IOException {
    List<Socket> guests = new ArrayList<>();
    try {
      // Guests who say nothing are sent away after a while: then all come again.
      Eventually.eventually(
          () -> {
            for (int i = 0; i < MAX_CONNECTIONS + 5; i++) {
              guests.add(connect());
            }
            assertThat(closed("too many")).isGreaterThanOrEqualTo(5);
          });
    } finally {
      for (Socket guest : guests) {
        guest.close();
      }
    }
    Eventually.eventually(() -> TestHttp.at(gateway.address()).get("/api/open/empty").expect(204));
  }

  @Test
  void aSlowClientKeepsNobodyFromAServiceThatIsBack(@TempDir Path own) throws IOException {
    try (StubUpstream service = StubUpstream.start();
        RunningService patient = TestGateway.start(own, TestGateway.routes(service));
        Socket slow = new Socket("127.0.0.1", patient.httpPort())) {
      TestHttp http = TestHttp.at(patient.address());
      service.kill();
      for (int i = 0; i < 5; i++) {
        http.get("/api/open/x").expect(503);
      }
      service.open();
      Eventually.eventually(
          () -> assertThat(metric(patient, "endpoints", "half-open")).isPositive());
      // The first after the rest; its body may take twenty seconds.
      send(slow, "POST /api/open/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na");
      Eventually.eventually(() -> assertThat(service.requests).hasValue(1));
      Eventually.within(Duration.ofSeconds(5), () -> http.get("/api/open/x").expect(200));
    }
  }

  @Test
  void aLargeUploadWaitsAtTheClientWhenTheServiceDoesNotReadOn() throws Exception {
    byte[] mebibyte = new byte[MEBIBYTE];
    try (Socket socket = connect()) {
      socket.setSoTimeout(30_000);
      long length = (long) UPLOAD_MEBIBYTES * MEBIBYTE;
      send(
          socket,
          "POST /uploads/slow HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < UPLOAD_MEBIBYTES; i++) {
                        socket.getOutputStream().write(mebibyte);
                        upstream.offered.incrementAndGet();
                      }
                    } catch (IOException _) {
                      // The test says so.
                    }
                  });
      Runnable readOn = Eventually.eventuallyReturns(upstream.waiting::poll);
      // Longer than a slow client would have: the client is not to blame for the service.
      long pauseEnds = System.nanoTime() + 1_500_000_000L;
      Eventually.eventually(() -> assertThat(System.nanoTime()).isGreaterThan(pauseEnds));
      assertThat(upstream.offered.get()).as("taken while nobody read").isLessThan(24);
      readOn.run();
      assertThat(read(socket, 12)).isEqualTo("HTTP/1.1 200");
      writer.join();
      assertThat(upstream.received.get()).isEqualTo(length);
    }
  }

  @Test
  void aLargeDownloadWaitsAtTheServiceWhenTheClientDoesNotReadOn() throws Exception {
    long length = (long) UPLOAD_MEBIBYTES * MEBIBYTE;
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(64 * 1024);
      socket.connect(new java.net.InetSocketAddress("127.0.0.1", gateway.httpPort()));
      socket.setSoTimeout(30_000);
      send(socket, "GET /uploads/large HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(read(socket, 12)).isEqualTo("HTTP/1.1 200");
      long pauseEnds = System.nanoTime() + 700_000_000L;
      Eventually.eventually(() -> assertThat(System.nanoTime()).isGreaterThan(pauseEnds));
      assertThat(upstream.written.get()).as("sent while nobody read").isLessThan(length / 2);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[MEBIBYTE];
      long bytes = 0;
      while (bytes < length) {
        int read = in.read(buffer);
        assertThat(read).as("after " + bytes).isPositive();
        bytes += read;
      }
    }
  }

  /** Sends a byte now and then until the gateway hangs up. */
  private static void drip(Socket socket) {
    Eventually.eventually(
        () -> {
          boolean gone;
          try {
            send(socket, "x");
            socket.setSoTimeout(1);
            gone = socket.getInputStream().read() < 0;
          } catch (java.net.SocketTimeoutException _) {
            gone = false;
          } catch (IOException _) {
            gone = true;
          }
          assertThat(gone).isTrue();
        });
  }

  private static double closed(String why) {
    return counted("connections_closed", why);
  }

  private static double counted(String what, String why) {
    return metric(gateway, what + "_total", why);
  }

  private static double metric(RunningService of, String what, String why) {
    return TestHttp.at("http://127.0.0.1:" + of.managementPort())
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("dizhtime_gateway_" + what))
        .filter(line -> line.contains("\"" + why + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.httpPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}

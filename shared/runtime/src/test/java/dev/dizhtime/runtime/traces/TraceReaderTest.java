package dev.dizhtime.runtime.traces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Tempo, which no test has, is asked. */
class TraceReaderTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00.700Z");

  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private HttpServer tempo;

  @BeforeEach
  void start() throws IOException {
    tempo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tempo.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI());
          byte[] body = "{\"traces\":[]}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    tempo.start();
  }

  @AfterEach
  void stop() {
    tempo.stop(0);
  }

  @Test
  void looksForARequestInAllThatIsKept() {
    var address = URI.create("http://127.0.0.1:" + tempo.getAddress().getPort());
    try (var reader = new TraceReader(address, () -> NOON)) {
      assertThat(reader.find("request-1")).isEmpty();
    }
    assertThat(asked).singleElement().extracting(URI::getPath).isEqualTo("/api/search");
    assertThat(asked.getFirst().getQuery().split("&"))
        .contains(
            "start=" + Instant.parse("2026-01-01T12:00:00Z").getEpochSecond(),
            "end=" + Instant.parse("2026-01-03T12:00:01Z").getEpochSecond());
  }
}

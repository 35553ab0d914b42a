package dev.dizhtime.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in of OSV, which answers in two pages. */
class RefreshTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
  private static final Set<Part> PARTS =
      Set.of(Part.maven("org.a", "a", "1.0"), Part.maven("org.a", "a", "1.1"));

  @TempDir Path folder;
  private HttpServer osv;
  private String firstId = "GHSA-aaaa-bbbb-cccc";

  @BeforeEach
  void start() throws Exception {
    osv = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    osv.createContext("/v1/querybatch", this::answerQueries);
    osv.createContext("/v1/vulns/", this::answerRecord);
    osv.start();
    Files.createDirectory(folder.resolve("osv"));
    Files.writeString(folder.resolve("osv/GHSA-gone.json"), "{}");
  }

  @AfterEach
  void stop() {
    osv.stop(0);
  }

  @Test
  void keepsWhatIsKnownOfOurLibrariesAndDropsTheRest() throws Exception {
    assertThat(refresh()).isEqualTo(2);

    var advisories = Advisories.read(folder);
    assertThat(advisories.source().fetched()).isEqualTo(TODAY);
    assertThat(advisories.records())
        .extracting(Advisory::id)
        .containsExactly("GHSA-aaaa-bbbb-cccc", "GHSA-dddd-eeee-ffff");
    assertThat(advisories.records().getFirst().affected()).hasSize(1);
    assertThat(advisories.records().getFirst().concerns(Part.maven("org.a", "a", "1.0"))).isTrue();
    assertThat(advisories.records().getFirst().concerns(Part.maven("org.a", "a", "1.1"))).isFalse();
  }

  @Test
  void anIdThatIsAPathIsNotWritten() {
    firstId = "../../elsewhere";

    assertThatThrownBy(this::refresh).hasMessageContaining("elsewhere");
    assertThat(folder.resolve("osv/GHSA-gone.json")).exists();
  }

  private int refresh() throws Exception {
    var address = URI.create("http://127.0.0.1:" + osv.getAddress().getPort());
    return new Refresh(address).refresh(PARTS, folder, TODAY);
  }

  private void answerQueries(HttpExchange exchange) throws IOException {
    JsonNode queries = Advisories.JSON.readTree(exchange.getRequestBody()).path("queries");
    assertThat(queries).hasSize(1);
    answer(
        exchange,
        queries.get(0).has("page_token")
            ? "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-dddd-eeee-ffff\"}]}]}"
            : "{\"results\": [{\"vulns\": [{\"id\": \""
                + firstId
                + "\"}], \"next_page_token\": \"more\"}]}");
  }

  private void answerRecord(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().replace("/v1/vulns/", "");
    answer(
        exchange,
        """
        {"id": "%s", "modified": "2026-11-01T00:00:00Z", "summary": "it leaks", "details": "long",
         "references": [{"type": "WEB", "url": "https://a.test"},
                        {"type": "ADVISORY", "url": "https://b.test"}],
         "affected": [
           {"package": {"ecosystem": "Maven", "name": "org.a:a"}, "versions": ["1.0"],
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}]},
           {"package": {"ecosystem": "Maven", "name": "org.other:other"}, "versions": ["1.0"]}]}
        """
            .formatted(id));
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

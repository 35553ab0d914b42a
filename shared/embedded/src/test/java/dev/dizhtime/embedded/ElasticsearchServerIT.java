package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchServerIT {
  @TempDir Path directory;

  @Test
  void keepsItsDocumentsThroughKillAndRestart() throws Exception {
    var settings = Servers.settings(directory);
    var first = ElasticsearchServer.start(settings);
    var stored = call(first, "PUT", "/kept/_doc/1?refresh=true", "{\"name\":\"soup\"}");
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    assertThat(stored.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
    Servers.refusesADirectoryInUse(ElasticsearchServer::start, settings);
    Servers.kill(first);

    var second = ElasticsearchServer.start(settings);
    var ready = call(second, "GET", "/_cluster/health/kept?wait_for_status=yellow&timeout=20s", "");
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    assertThat(call(second, "GET", "/kept/_search?q=name:soup", "").body())
        .contains("\"_id\":\"1\"");
    Servers.close(second);
  }

  @Test
  void refusesATakenPort() throws Exception {
    Servers.refusesATakenPort(ElasticsearchServer::start, Servers.settings(directory));
  }

  private static HttpResponse<String> call(
      EmbeddedServer server, String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}

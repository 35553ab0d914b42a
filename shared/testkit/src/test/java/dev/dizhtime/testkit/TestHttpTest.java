package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestHttpTest {
  private static final String GOOD =
      """
      {"status":400,"title":"no","errors":[{"field":"amount","detail":"must be positive"}]}\
      """;

  private HttpServer server;
  private String contentType = "application/problem+json";
  private String answer = GOOD;
  private String authorization;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          authorization = exchange.getRequestHeaders().getFirst("Authorization");
          var bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", contentType);
          exchange.sendResponseHeaders(400, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void acceptsAProblemThatNamesTheField() {
    assertThatCode(this::refuse).doesNotThrowAnyException();
  }

  @Test
  void seesAnotherContentType() {
    contentType = "text/html";
    assertThatThrownBy(this::refuse).hasMessageContaining("content type");
  }

  @Test
  void seesThatTheFieldIsNotNamed() {
    answer = GOOD.replace("\"amount\"", "\"other\"");
    assertThatThrownBy(this::refuse).hasMessageContaining("amount");
  }

  @Test
  void seesAnExceptionThatLeaks() {
    answer = GOOD.replace("must be positive", "java.lang.IllegalStateException: boom");
    assertThatThrownBy(this::refuse).hasMessageContaining("tells of our code");
  }

  @Test
  void showsTheBodyWhenTheStatusIsAnother() {
    assertThatThrownBy(() -> http().get("/x").expect(200)).hasMessageContaining("must be positive");
  }

  @Test
  void sendsItsTokenUnlessTheCaseBringsAnother() {
    var http = http().as("mine");
    http.get("/x");
    assertThat(authorization).isEqualTo("Bearer mine");
    http.refuses(
        new BadRequest("a", "GET", "/x", Map.of("Authorization", "Bearer bad"), null, 400, null));
    assertThat(authorization).isEqualTo("Bearer bad");
  }

  private void refuse() {
    http().refuses(BadRequest.post("a negative amount", "/x", Map.of("amount", -1), 400, "amount"));
  }

  private TestHttp http() {
    return TestHttp.at("http://127.0.0.1:" + server.getAddress().getPort());
  }
}

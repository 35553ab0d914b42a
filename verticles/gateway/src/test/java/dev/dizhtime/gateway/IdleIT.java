package dev.dizhtime.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lasts is watched for bytes, and ends when none come or go. */
class IdleIT {
  private static final Duration IDLE = Duration.ofMillis(700);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path directory;

  private static StubUpstream upstream;
  private static RunningService gateway;

  @BeforeAll
  static void start() {
    upstream = StubUpstream.start();
    gateway =
        TestGateway.start(
            directory,
            TestGateway.routes(upstream),
            "IDLE_TIMEOUT_MILLIS",
            Long.toString(IDLE.toMillis()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void hangsUpOnAStreamThatSaysNothing() throws IOException {
    int before = upstream.left.get();
    try (Socket socket = new Socket("127.0.0.1", gateway.httpPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              "GET /api/open/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .contains("data: first");
    }
    Eventually.eventually(() -> assertThat(upstream.left.get()).isGreaterThan(before));
  }

  /** A machine that stands still for longer than that says nothing either: then once more. */
  @Test
  void leavesAWebSocketOpenAsLongAsSomethingIsSaid() {
    Eventually.within(
        Duration.ofSeconds(60), () -> assertThatCode(this::talk).doesNotThrowAnyException());
  }

  private void talk() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + gateway.httpPort() + "/api/open/socket"),
                  listener(heard, closed))
              .get(30, SECONDS);
      long end = System.nanoTime() + IDLE.multipliedBy(4).toNanos();
      for (int word = 0; System.nanoTime() < end; word++) {
        socket.sendText("word " + word, true).get(30, SECONDS);
        assertThat(heard.poll(30, SECONDS)).isEqualTo("word " + word);
      }
      assertThat(closed).isNotDone();
      // Now nobody says anything.
      closed.get(PATIENCE.toSeconds(), SECONDS);
      socket.abort();
    }
  }

  private static WebSocket.Listener listener(
      BlockingQueue<String> heard, CompletableFuture<Void> closed) {
    return new WebSocket.Listener() {
      private final StringBuilder word = new StringBuilder();

      @Override
      public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        word.append(text);
        if (last) {
          heard.add(word.toString());
          word.setLength(0);
        }
        from.request(1);
        return null;
      }

      @Override
      public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(null);
        return null;
      }

      @Override
      public void onError(WebSocket from, Throwable error) {
        closed.complete(null);
      }
    };
  }
}

package dev.dizhtime.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service behind the gateway, by the last element of the path: {@code events} streams what the
 * test says, {@code hang} never answers, {@code break} hangs up in the middle, {@code empty} has no
 * body, {@code slow} reads when it is told, {@code large} pours 64 MiB, {@code part} is a part,
 * {@code words} compresses well; everything else tells what came.
 */
final class StubUpstream implements AutoCloseable {
  private static final Buffer CHUNK = Buffer.buffer(new byte[64 * 1024]);

  final Queue<HttpServerResponse> streams = new ConcurrentLinkedQueue<>();
  final AtomicInteger left = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();

  /** Uploads that nobody reads before the test says so. */
  final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  final AtomicInteger offered = new AtomicInteger();
  final AtomicLong received = new AtomicLong();
  final AtomicLong written = new AtomicLong();

  /** What every request is answered with while it is above 0. */
  volatile int status;

  private final Vertx vertx = Vertx.vertx();
  private final JsonObject description;
  private HttpServer server;
  private int port;

  private StubUpstream(JsonObject description) {
    this.description = description;
  }

  static StubUpstream start() {
    return start(new JsonObject());
  }

  static StubUpstream start(JsonObject description) {
    StubUpstream stub = new StubUpstream(description);
    stub.open();
    return stub;
  }

  /** Listens, at the same port as before. */
  void open() {
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(this::answer)
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen(port, "127.0.0.1"));
    port = server.actualPort();
  }

  /** Hangs up on everybody and listens no more. */
  void kill() {
    await(server.close());
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  private void answer(HttpServerRequest request) {
    requests.incrementAndGet();
    String path = request.path();
    HttpServerResponse response = request.response();
    if (status > 0) {
      response.setStatusCode(status).end();
      return;
    }
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "openapi.json" -> response.end(description.toBuffer());
      case "events" -> {
        response.putHeader("content-type", "text/event-stream").setChunked(true);
        response.closeHandler(_ -> left.incrementAndGet());
        response.write("data: first\n\n");
        streams.add(response);
      }
      case "hang" -> response.closeHandler(_ -> left.incrementAndGet());
      case "break" -> {
        response.setChunked(true).write("half");
        vertx.setTimer(20, _ -> request.connection().close());
      }
      case "drop" -> request.connection().close();
      case "empty" -> response.setStatusCode(204).end();
      case "page" ->
          response
              .putHeader("content-security-policy", "default-src 'self'")
              .putHeader("content-type", "text/html; charset=utf-8")
              .putHeader("server", "stub")
              .end("<p>page</p>");
      case "slow" -> {
        received.set(0);
        request.pause();
        request.handler(buffer -> received.addAndGet(buffer.length()));
        request.endHandler(_ -> response.end());
        waiting.add(() -> request.resume());
      }
      case "large" -> {
        response.putHeader("content-length", Long.toString(64 * CHUNK.length() * 16L));
        response.putHeader("content-type", "application/octet-stream");
        written.set(0);
        pour(response, 64 * 16);
      }
      case "part" ->
          response
              .setStatusCode(206)
              .putHeader("content-range", "bytes 2-4/10")
              .putHeader("content-type", "application/json")
              .end("cde");
      case "words" ->
          response
              .putHeader("content-type", "application/json; charset=utf-8")
              .putHeader("etag", "\"v1\"")
              .putHeader("access-control-allow-origin", "https://evil.example")
              .putHeader("connection", "x-internal")
              .putHeader("x-internal", "yes")
              .end("[\"" + "words, ".repeat(1_000) + "\"]");
      default -> request.body().onSuccess(body -> echo(request, body));
    }
  }

  /** Writes as fast as it is read. */
  private void pour(HttpServerResponse response, int chunks) {
    int left = chunks;
    while (left > 0 && !response.writeQueueFull()) {
      response.write(CHUNK);
      written.addAndGet(CHUNK.length());
      left--;
    }
    int rest = left;
    if (rest == 0) {
      response.end();
    } else {
      response.drainHandler(_ -> pour(response, rest));
    }
  }

  private static void echo(HttpServerRequest request, Buffer body) {
    JsonObject headers = new JsonObject();
    request
        .headers()
        .names()
        .forEach(
            name ->
                headers.put(name.toLowerCase(), String.join(", ", request.headers().getAll(name))));
    request
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("x-request-id", String.valueOf(request.getHeader("x-request-id")))
        .end(
            new JsonObject()
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers)
                .put("bytes", body.length())
                .toBuffer());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}

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

/**
 * A service behind the gateway, by the last element of the path: {@code events} streams what the
 * test says, {@code hang} never answers, {@code break} hangs up in the middle, {@code empty} has no
 * body; everything else tells what came.
 */
final class StubUpstream implements AutoCloseable {
  final Queue<HttpServerResponse> streams = new ConcurrentLinkedQueue<>();
  final AtomicInteger left = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();

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
      default -> request.body().onSuccess(body -> echo(request, body));
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
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}

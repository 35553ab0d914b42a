package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients and a service that hold event streams open on both sides of the gateway. */
final class IdleStreams implements AutoCloseable {
  private static final int AT_ONCE = 200;
  private static final int SECONDS = 90;
  private static final int BACKLOG = 4_096;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(false));
  private final NetClient clients =
      vertx.createNetClient(
          new NetClientOptions().setReceiveBufferSize(4_096).setSendBufferSize(4_096));
  private final HttpServer service;
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Semaphore opening = new Semaphore(AT_ONCE);

  IdleStreams() {
    var options = new HttpServerOptions().setIdleTimeout(0);
    options.setAcceptBacklog(BACKLOG);
    service =
        vertx
            .createHttpServer(options)
            .requestHandler(IdleStreams::stream)
            .listen(0, "127.0.0.1")
            .await();
  }

  private static void stream(HttpServerRequest request) {
    request
        .response()
        .putHeader("content-type", "text/event-stream")
        .setChunked(true)
        .write("data: first\n\n");
  }

  int servicePort() {
    return service.actualPort();
  }

  /** Opens so many through a port and waits until each has had its first event. */
  void open(int port, int count) throws InterruptedException {
    String request = "GET /streams/x HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n";
    for (int i = 0; i < count; i++) {
      if (!opening.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
        break;
      }
      clients
          .connect(port, "127.0.0.1")
          .onFailure(_ -> missed())
          .onSuccess(
              socket -> {
                var state = new boolean[1];
                socket.handler(
                    buffer -> {
                      if (!state[0] && buffer.toString().contains("data: first")) {
                        state[0] = true;
                        heard.incrementAndGet();
                        opening.release();
                      }
                    });
                socket.closeHandler(_ -> missed());
                socket.write(request);
              });
    }
    if (!opening.tryAcquire(AT_ONCE, SECONDS, TimeUnit.SECONDS) || lost.get() > 0) {
      throw new Refusal(
          "Only %d of %d event streams came through, %d were lost."
              .formatted(heard.get(), count, lost.get()));
    }
  }

  private void missed() {
    lost.incrementAndGet();
    opening.release();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}

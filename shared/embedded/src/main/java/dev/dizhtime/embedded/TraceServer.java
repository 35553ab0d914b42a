package dev.dizhtime.embedded;

import com.sun.net.httpserver.HttpServer;
import dev.dizhtime.embedded.traces.SpanStore;
import dev.dizhtime.embedded.traces.TraceApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A store of traces inside this JVM, with the spans of the last hour, 64 MB at most. The address is
 * {@code http://host:port}, for OTLP over HTTP and for what reads from Tempo.
 */
public final class TraceServer implements EmbeddedServer {
  private static final String NAME = "Trace store";
  private static final long MAX_BYTES = 64L << 20;
  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final int BACKLOG = 64;

  private final InProcessLife life = new InProcessLife();
  private final HttpServer http;
  private final ExecutorService threads;

  private TraceServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /** {@code port} 0 takes any free one. Throws {@link EmbeddedServerException} when it is taken. */
  public static TraceServer start(int port) {
    int free = Ports.claim(NAME, port);
    try {
      var http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), free),
              BACKLOG);
      var store = new SpanStore(MAX_BYTES, MAX_AGE, InstantSource.system());
      http.createContext("/", new TraceApi(store, MAX_BYTES, MAX_AGE.toSeconds()));
      ExecutorService threads =
          Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("traces").factory());
      http.setExecutor(threads);
      http.start();
      return new TraceServer(http, threads);
    } catch (IOException e) {
      throw new EmbeddedServerException("%s cannot start: %s".formatted(NAME, e.getMessage()), e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public boolean alive() {
    return life.alive();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return life.exit();
  }

  @Override
  public void close() {
    life.end(
        () -> {
          http.stop(0);
          threads.shutdownNow();
        });
  }
}

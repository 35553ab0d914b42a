package dev.dizhtime.portal.design.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

/** One open stream. */
final class LiveStream {
  /** Bytes that may wait for a reader; one that lets more gather is closed. */
  static final int MAX_WAITING_BYTES = 8 * 1024;

  /** Changes within this time are one event. */
  static final int GATHER_MILLIS = 250;

  private static final String CHANGE = "event: change\ndata: look again\n\n";
  private static final String RETRY = "retry: 2000\n\n";
  private static final String BEAT = ": still here\n\n";

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Runnable slow;
  private boolean gathering;
  private boolean ended;

  LiveStream(Vertx vertx, HttpServerResponse response, Runnable slow) {
    this.vertx = vertx;
    this.response = response;
    this.slow = slow;
  }

  void begin() {
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MAX_WAITING_BYTES)
        .putHeader("content-type", "text/event-stream; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .putHeader("x-accel-buffering", "no");
    write(RETRY + CHANGE);
  }

  synchronized void changed() {
    if (gathering || ended) {
      return;
    }
    gathering = true;
    vertx.setTimer(GATHER_MILLIS, _ -> tell());
  }

  void beat() {
    write(BEAT);
  }

  synchronized void close() {
    if (!ended) {
      ended = true;
      response.end();
    }
  }

  private synchronized void tell() {
    gathering = false;
    write(CHANGE);
  }

  private synchronized void write(String text) {
    if (ended || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      ended = true;
      slow.run();
      // Not an end but a cut: what waits would never be read.
      response.reset();
      return;
    }
    response.write(text);
  }
}

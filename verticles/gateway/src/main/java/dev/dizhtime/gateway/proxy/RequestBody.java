package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.upstream.Exchange;
import dev.dizhtime.runtime.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/**
 * A request's body on its way to the service: it is read as fast as the service takes it, and never
 * gathered. One that grows too large, or comes too slowly, ends the request; the rest is read and
 * thrown away up to a bound, so that the client gets to read the answer.
 */
final class RequestBody {
  /** A client that sends slower than this after the time that it has in any case is too slow. */
  static final int MIN_BYTES_PER_MILLI = 16;

  private final HttpServerRequest request;
  private final long maxBytes;
  private final long timeoutMillis;
  private final Consumer<Problem> onRefused;
  private Exchange upstream;
  private long bytes;
  private long waitedForUpstreamMillis;
  private long pausedSinceMillis = -1;
  private long startedMillis;
  private boolean ended;
  private boolean given;

  RequestBody(
      HttpServerRequest request, long maxBytes, long timeoutMillis, Consumer<Problem> onRefused) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.timeoutMillis = timeoutMillis;
    this.onRefused = onRefused;
  }

  /** Whether a request has a body, or may have one. */
  static boolean expected(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return !length.equals("0");
    }
    if (request.version() != HttpVersion.HTTP_2) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
    HttpMethod method = request.method();
    return method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
  }

  /** What the client says of its length; 0 when it does not. */
  static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  /** Sends it on. */
  void sendTo(Exchange to, Deadlines deadlines) {
    upstream = to;
    startedMillis = deadlines.nowMillis();
    to.sendHead();
    request.handler(buffer -> take(buffer, deadlines));
    request.endHandler(
        _ -> {
          ended = true;
          if (!given) {
            to.end();
          }
        });
    request.resume();
  }

  /** The service takes more again. */
  void drained(Deadlines deadlines) {
    if (pausedSinceMillis >= 0) {
      waitedForUpstreamMillis += deadlines.nowMillis() - pausedSinceMillis;
      pausedSinceMillis = -1;
    }
    request.resume();
  }

  private void take(Buffer buffer, Deadlines deadlines) {
    bytes += buffer.length();
    if (given) {
      if (bytes > Math.max(maxBytes, Refusals.MAX_DRAINED_BYTES)) {
        request.connection().close();
      }
    } else if (bytes > maxBytes) {
      giveUp();
      onRefused.accept(Refusals.tooLarge(maxBytes));
    } else {
      upstream.write(buffer);
      if (upstream.full()) {
        pausedSinceMillis = deadlines.nowMillis();
        request.pause();
      }
    }
  }

  /** Whether all of it was sent. */
  boolean ended() {
    return ended;
  }

  /** Whether it is on its way. */
  boolean sending() {
    return upstream != null && !ended && !given;
  }

  /** Whether the service does not take what we have for it. */
  boolean stalled() {
    return pausedSinceMillis >= 0;
  }

  /**
   * While it is sent: refuses it when the client is too slow; what it had to wait for the service
   * does not count.
   */
  void look(long nowMillis) {
    long allowed =
        startedMillis + waitedForUpstreamMillis + timeoutMillis + bytes / MIN_BYTES_PER_MILLI;
    if (!stalled() && nowMillis > allowed) {
      giveUp();
      onRefused.accept(
          Problem.of(408, "slow-body", "The body came too slowly", "body: Send it faster")
              .with("body", "must come faster"));
    }
  }

  /** Reads the rest of it for nothing. */
  void giveUp() {
    given = true;
    pausedSinceMillis = -1;
    if (!ended && upstream != null) {
      request.resume();
    }
  }
}

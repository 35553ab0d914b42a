package dev.dizhtime.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * A request's body as it streams by. When it grows too large, whoever reads it gets a failure; the
 * rest is read and thrown away up to a bound, so that the client gets to read the answer.
 */
final class LimitedBody implements ReadStream<Buffer> {
  private final HttpServerRequest request;
  private final long maxBytes;
  private long bytes;
  private boolean exceeded;
  private Handler<Throwable> onFailure;

  LimitedBody(HttpServerRequest request, long maxBytes) {
    this.request = request;
    this.maxBytes = maxBytes;
  }

  /** Whether it was too large. */
  boolean exceeded() {
    return exceeded;
  }

  @Override
  public LimitedBody handler(Handler<Buffer> handler) {
    if (handler == null && !exceeded) {
      request.handler(null);
    } else if (!exceeded) {
      request.handler(buffer -> take(buffer, handler));
    }
    return this;
  }

  private void take(Buffer buffer, Handler<Buffer> handler) {
    bytes += buffer.length();
    if (exceeded) {
      if (bytes > Refusals.MAX_DRAINED_BYTES) {
        request.connection().close();
      }
    } else if (bytes <= maxBytes) {
      handler.handle(buffer);
    } else {
      exceeded = true;
      if (onFailure != null) {
        onFailure.handle(new BodyTooLargeException());
      }
      request.resume();
    }
  }

  @Override
  public LimitedBody exceptionHandler(Handler<Throwable> handler) {
    onFailure = handler;
    request.exceptionHandler(handler);
    return this;
  }

  @Override
  public LimitedBody endHandler(Handler<Void> handler) {
    request.endHandler(
        handler == null
            ? null
            : ended -> {
              if (!exceeded) {
                handler.handle(ended);
              }
            });
    return this;
  }

  @Override
  public LimitedBody pause() {
    if (!exceeded) {
      request.pause();
    }
    return this;
  }

  @Override
  public LimitedBody resume() {
    request.resume();
    return this;
  }

  @Override
  public LimitedBody fetch(long amount) {
    request.fetch(amount);
    return this;
  }

  /** The body is larger than allowed. */
  static final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException() {
      super("the body is larger than allowed", null, false, false);
    }
  }
}

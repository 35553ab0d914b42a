package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.upstream.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's answer on its way to the client: read as fast as the client takes it, and never
 * gathered. One that breaks off is broken off for the client too, so that nobody takes a half for
 * the whole.
 */
final class Answer {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final Visit visit;
  private final Exchange from;
  private final HttpServerResponse to;
  private Compression compression;
  private long announced = -1;
  private boolean bodiless;
  private boolean done;

  Answer(Visit visit, Exchange from) {
    this.visit = visit;
    this.from = from;
    this.to = visit.response();
  }

  /** Sends on what its head says, with the first part of the body or its end. */
  void begin(int status, MultiMap said) {
    to.setStatusCode(status);
    MultiMap headers = to.headers();
    ResponseHeaders.copy(visit, said, headers);
    compression = Compression.choose(visit, status, headers);
    ResponseHeaders.add(visit, headers);
    bodiless =
        visit.request().method() == HttpMethod.HEAD
            || status == NO_CONTENT
            || status == NOT_MODIFIED;
    if (!bodiless) {
      frame(headers);
    }
  }

  private void frame(MultiMap headers) {
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      announced = Long.parseLong(length);
    } else if (visit.request().version() != HttpVersion.HTTP_2) {
      to.setChunked(true);
    }
  }

  /** Sends on a part of its body. */
  void take(Buffer buffer) {
    if (done || bodiless || visit.isOver()) {
      return;
    }
    if (!to.headWritten() && buffer.length() == announced) {
      // All at once: one packet less.
      end(buffer);
      return;
    }
    Buffer next = compression == null ? buffer : compression.next(buffer);
    if (next.length() > 0) {
      to.write(next);
      if (to.writeQueueFull()) {
        from.pause();
        to.drainHandler(_ -> from.resume());
      }
    }
  }

  /** Ends it. */
  void end() {
    if (!done && !visit.isOver()) {
      end(compression == null || bodiless ? null : compression.finish());
    }
  }

  private void end(Buffer last) {
    if (done || visit.isOver()) {
      return;
    }
    done = true;
    if (last == null) {
      to.end();
    } else {
      to.end(last);
    }
  }

  /** Breaks it off for the client too. */
  void brokenOff(Throwable cause) {
    if (!done && !visit.isOver()) {
      done = true;
      LOG.warn("{} at {} broke off: {}", visit.routeName(), visit.upstream(), cause.toString());
      to.reset();
    }
  }
}

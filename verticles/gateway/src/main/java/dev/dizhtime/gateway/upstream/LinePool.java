package dev.dizhtime.gateway.upstream;

import dev.dizhtime.gateway.routing.Endpoint;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;

/** The lines to one endpoint. Used on one event loop. */
final class LinePool {
  private final NetClient client;
  private final ContextInternal context;
  private final Endpoint endpoint;

  /** The one that was used last is at the end, and is used first. */
  private final Deque<Line> idle = new ArrayDeque<>();

  private final Deque<LineExchange> waiting = new ArrayDeque<>();
  private int open;

  /**
   * A pool.
   *
   * @param context that of the event loop, which belongs to no request
   */
  LinePool(NetClient client, ContextInternal context, Endpoint endpoint) {
    this.client = client;
    this.context = context;
    this.endpoint = endpoint;
  }

  /** Finds or makes a line for an exchange, or lets it wait for one. */
  void carry(LineExchange exchange) {
    long nowMillis = nowMillis();
    for (Line line = idle.pollLast(); line != null; line = idle.pollLast()) {
      if (line.usable(nowMillis)) {
        if (!line.carries(exchange)) {
          free(line);
        }
        return;
      }
      line.close();
    }
    if (open < Upstreams.MAX_CONNECTIONS) {
      connect(exchange);
    } else if (waiting.size() < Upstreams.MAX_WAITING) {
      waiting.add(exchange);
    } else {
      exchange.unreachable(
          new ConnectionPoolTooBusyException("too many requests wait for " + endpoint));
    }
  }

  private void connect(LineExchange exchange) {
    open++;
    context.emit(
        _ ->
            client
                .connect(endpoint.port(), endpoint.host())
                .onComplete(tried -> connected(tried, exchange)));
  }

  private void connected(AsyncResult<NetSocket> tried, LineExchange exchange) {
    if (tried.failed()) {
      open--;
      exchange.unreachable(tried.cause());
      next();
      return;
    }
    Line line = Line.over((NetSocketInternal) tried.result(), this);
    if (!line.alive()) {
      // Closed before it was ours, so nobody tells us.
      gone(line);
      exchange.unreachable(NetSocketInternal.CLOSED_EXCEPTION);
    } else if (!line.carries(exchange)) {
      free(line);
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** A line has nothing to do any more. */
  void free(Line line) {
    line.idleSince(nowMillis());
    if (!line.alive()) {
      return;
    }
    for (LineExchange each = waiting.poll(); each != null; each = waiting.poll()) {
      if (line.carries(each)) {
        return;
      }
    }
    idle.addLast(line);
  }

  /** A line was closed, by whomever; a second call does nothing. */
  void gone(Line line) {
    if (line.leaves()) {
      idle.remove(line);
      open--;
      next();
    }
  }

  private void next() {
    LineExchange first = waiting.poll();
    if (first != null) {
      connect(first);
    }
  }

  /** Closes lines that had nothing to do for too long; says whether anything is left. */
  boolean tidy() {
    long nowMillis = nowMillis();
    for (Line line = idle.peekFirst();
        line != null && !line.usable(nowMillis);
        line = idle.peekFirst()) {
      idle.pollFirst();
      line.close();
    }
    return open > 0 || !waiting.isEmpty();
  }

  private static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }
}

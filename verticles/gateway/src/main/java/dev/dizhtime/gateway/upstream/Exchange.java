package dev.dizhtime.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One request to a service and its answer. Used on one event loop. */
public interface Exchange {
  /** The headers of the request, until it is sent. */
  MultiMap headers();

  /** Sends the request, which has no body. */
  void send();

  /** Sends the head of a request whose body follows. */
  void sendHead();

  /** Sends a part of the body; nothing when the exchange is over. */
  void write(Buffer part);

  /** Whether the service takes more slowly than it is given; it is told when that has changed. */
  boolean full();

  /** The body has ended. */
  void end();

  /** Reads no more of the answer than what has come already. */
  void pause();

  /** Reads on. */
  void resume();

  /** Nobody waits for the answer any more. The listener hears nothing from now on. */
  void reset();

  /** The connection, once the service has agreed to something else than HTTP. */
  NetSocket socket();

  /** Who is told what happens. */
  interface Listener {
    /** There is a connection, and the request may be sent, or reset, at once. */
    void opened(Exchange exchange);

    /** There is none; nothing was sent. */
    void unreachable(Throwable cause);

    /** The head of the answer. */
    void answered(int status, MultiMap headers);

    /** A part of its body. */
    void part(Buffer part);

    /** The answer has ended. */
    void ended();

    /** The answer will not come, or not to its end. */
    void brokenOff(Throwable cause);

    /** The service takes more of the request's body again. */
    void drained();
  }
}

package dev.dizhtime.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetSocket;

/**
 * An exchange over a line of our own. Its listener is called in the context that it was made in,
 * that of the client's request, which knows the request's id and trace.
 */
final class LineExchange implements Exchange {
  private final ContextInternal context;
  private final Calls calls;
  private final Listener listener;
  private final HttpMethod method;
  private final String uri;
  private final HeadersMultiMap headers = HeadersMultiMap.caseInsensitive();
  private Line line;
  private Calls.Call call;
  private boolean over;
  private boolean sent;
  private boolean requestEnded;

  LineExchange(
      ContextInternal context, Calls calls, Listener listener, HttpMethod method, String uri) {
    this.context = context;
    this.calls = calls;
    this.listener = listener;
    this.method = method;
    this.uri = uri;
  }

  HttpMethod method() {
    return method;
  }

  String uri() {
    return uri;
  }

  boolean sent() {
    return sent;
  }

  boolean requestEnded() {
    return requestEnded;
  }

  @Override
  public HeadersMultiMap headers() {
    return headers;
  }

  @Override
  public void send() {
    begin();
    requestEnded = true;
    line.send(this);
  }

  @Override
  public void sendHead() {
    begin();
    line.sendHead(this);
  }

  private void begin() {
    sent = true;
    if (!headers.contains(HttpHeaders.HOST)) {
      headers.set(HttpHeaders.HOST, line.endpoint().host() + ":" + line.endpoint().port());
    }
    call = calls.begin(this, line.endpoint());
  }

  @Override
  public void write(Buffer part) {
    if (!over) {
      line.write(part);
    }
  }

  @Override
  public boolean full() {
    return !over && line.full();
  }

  @Override
  public void end() {
    if (!over) {
      requestEnded = true;
      line.end();
    }
  }

  @Override
  public void pause() {
    if (!over) {
      line.reading(false);
    }
  }

  @Override
  public void resume() {
    if (!over) {
      line.reading(true);
    }
  }

  @Override
  public void reset() {
    if (!over) {
      over = true;
      line.drop(this);
      if (call != null) {
        call.brokenOff(null);
      }
    }
  }

  @Override
  public NetSocket socket() {
    throw new IllegalStateException("a line speaks HTTP only");
  }

  void opened(Line free) {
    line = free;
    tell(() -> listener.opened(this));
  }

  void unreachable(Throwable cause) {
    over = true;
    tell(() -> listener.unreachable(cause));
  }

  void answered(int status, MultiMap answerHeaders) {
    call.answered(status);
    tell(() -> listener.answered(status, answerHeaders));
  }

  /** Copies what it is given. */
  void part(ByteBuf content) {
    Buffer copy = Buffer.buffer(ByteBufUtil.getBytes(content));
    tell(() -> listener.part(copy));
  }

  void ended() {
    if (!over) {
      over = true;
      call.ended();
      tell(listener::ended);
    }
  }

  void brokenOff(Throwable cause) {
    if (!over) {
      over = true;
      if (call != null) {
        call.brokenOff(cause);
      }
      tell(() -> listener.brokenOff(cause));
    }
  }

  void drained() {
    if (!over && sent && !requestEnded) {
      tell(listener::drained);
    }
  }

  private void tell(Runnable what) {
    ContextInternal before = context.beginDispatch();
    try {
      what.run();
    } catch (RuntimeException e) {
      context.reportException(e);
    } finally {
      context.endDispatch(before);
    }
  }
}

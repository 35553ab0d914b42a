package dev.dizhtime.gateway.upstream;

import dev.dizhtime.gateway.guests.Flushing;
import dev.dizhtime.gateway.routing.Endpoint;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection to a service: HTTP/1.1, one exchange at a time. Used on one event loop. */
final class Line extends ChannelInboundHandlerAdapter {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;
  private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,6})");
  private static final VertxException CLOSED = NetSocketInternal.CLOSED_EXCEPTION;

  private final LinePool pool;
  private final AnswerDecoder decoder = new AnswerDecoder();
  private ChannelHandlerContext channel;
  private LineExchange current;
  private boolean offering;
  private boolean inBetween;
  private boolean keptAlive;
  private boolean rests;
  private boolean closing;
  private boolean left;
  private long keepAliveMillis = Upstreams.KEEP_ALIVE_MILLIS;
  private long idleSinceMillis;

  private Line(LinePool pool) {
    this.pool = pool;
  }

  /** Makes a line of a connection. */
  static Line over(NetSocketInternal socket, LinePool pool) {
    Line line = new Line(pool);
    ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
    String last = socket.channelHandlerContext().name();
    Flushing.install(pipeline);
    pipeline.addBefore(last, "encoder", new RequestEncoder());
    pipeline.addBefore(last, "decoder", line.decoder);
    pipeline.addBefore(last, "line", line);
    return line;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    channel = added;
  }

  /** Offers itself to an exchange; returns false when that is not wanted any more. */
  boolean carries(LineExchange next) {
    current = next;
    offering = true;
    next.opened(this);
    offering = false;
    return current != null;
  }

  void send(LineExchange exchange) {
    decoder.expect(exchange.method() == HttpMethod.HEAD);
    write(
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            exchange.method().toNetty(),
            exchange.uri(),
            Unpooled.EMPTY_BUFFER,
            exchange.headers(),
            EmptyHttpHeaders.INSTANCE));
  }

  void sendHead(LineExchange exchange) {
    decoder.expect(exchange.method() == HttpMethod.HEAD);
    if (!exchange.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      exchange.headers().set(HttpHeaders.TRANSFER_ENCODING, "chunked");
    }
    var head =
        new DefaultHttpRequest(
            HttpVersion.HTTP_1_1, exchange.method().toNetty(), exchange.uri(), exchange.headers());
    // It leaves with the first part of the body.
    channel.write(head, channel.voidPromise());
  }

  void write(Buffer part) {
    write(new DefaultHttpContent(((BufferInternal) part).getByteBuf()));
  }

  void end() {
    write(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void write(HttpObject object) {
    channel.writeAndFlush(object, channel.voidPromise());
  }

  boolean full() {
    return !channel.channel().isWritable();
  }

  void reading(boolean on) {
    channel.channel().config().setAutoRead(on);
  }

  /** What was begun can't be ended in another way; what was only offered costs nothing. */
  void drop(LineExchange exchange) {
    if (current == exchange) {
      current = null;
      if (!offering || exchange.sent()) {
        close();
      }
    }
  }

  void close() {
    closing = true;
    channel.close();
  }

  /** Whether it is open, and is to stay so. */
  boolean alive() {
    return !closing && channel.channel().isActive();
  }

  /** It is gone; returns whether that is new. */
  boolean leaves() {
    boolean isNew = !left;
    left = true;
    return isNew;
  }

  /** Whether it may carry another exchange. */
  boolean usable(long nowMillis) {
    return current == null && alive() && nowMillis - idleSinceMillis < keepAliveMillis;
  }

  void idleSince(long nowMillis) {
    idleSinceMillis = nowMillis;
  }

  Endpoint endpoint() {
    return pool.endpoint();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (current == null || !(message instanceof HttpObject object)) {
        // Nobody asked, or nobody listens any more.
        rests = false;
        close();
      } else if (object.decoderResult().isFailure()) {
        brokenOff(object.decoderResult().cause());
      } else {
        read(object);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject object) {
    if (object instanceof HttpResponse head) {
      inBetween = head.status().code() < OK;
      if (head.status().code() == SWITCHING_PROTOCOLS || !known(head.protocolVersion())) {
        brokenOff(new VertxException("The service answers in another protocol", true));
      } else if (!inBetween) {
        keptAlive = HttpUtil.isKeepAlive(head);
        keepAliveMillis = keepAliveMillis(head.headers().get("keep-alive"));
        current.answered(head.status().code(), (MultiMap) head.headers());
      }
    }
    if (object instanceof HttpContent content && !inBetween) {
      if (current != null && content.content().isReadable()) {
        current.part(content.content());
      }
      if (content instanceof LastHttpContent) {
        ended();
      }
    }
  }

  /** A service may say that it keeps a connection for a shorter time than we do. */
  private static long keepAliveMillis(String field) {
    Matcher said = field == null ? null : TIMEOUT.matcher(field);
    return said != null && said.find()
        ? Math.min(Integer.parseInt(said.group(1)) * 1_000L, Upstreams.KEEP_ALIVE_MILLIS)
        : Upstreams.KEEP_ALIVE_MILLIS;
  }

  private static boolean known(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
  }

  private void ended() {
    LineExchange exchange = current;
    if (exchange == null) {
      return;
    }
    current = null;
    exchange.ended();
    if (keptAlive && exchange.requestEnded()) {
      reading(true);
      rests = true;
    } else {
      close();
    }
  }

  private void brokenOff(Throwable cause) {
    LineExchange exchange = current;
    current = null;
    close();
    if (exchange != null) {
      exchange.brokenOff(cause);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    // Not before all that came is read: a second answer that nobody asked for must not meet the
    // next
    // request.
    if (rests) {
      rests = false;
      pool.free(this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (current != null && !full()) {
      current.drained();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    brokenOff(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    pool.gone(this);
    brokenOff(CLOSED);
    context.fireChannelInactive();
  }
}

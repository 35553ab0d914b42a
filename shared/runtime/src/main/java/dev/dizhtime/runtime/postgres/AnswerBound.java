package dev.dizhtime.runtime.postgres;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import io.vertx.sqlclient.internal.command.CommandBase;
import io.vertx.sqlclient.internal.command.CommandResponse;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection on which something was asked and for so long nothing was answered; what waits
 * for it fails as when the database had closed it. One timer per connection, not per statement.
 */
final class AnswerBound extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerBound.class);
  private static final long LENIENT_NANOS = TimeUnit.HOURS.toNanos(1);

  private final long usualNanos;
  private volatile long nanos;
  private int unanswered;
  private long since;
  private Future<?> timer;

  AnswerBound(long millis) {
    this.usualNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.nanos = usualNanos;
  }

  /** That of a connection, from the pool or beside it; none when it is closed. */
  static Optional<AnswerBound> of(SqlConnection connection) {
    var socket = (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap().unwrap();
    return Optional.ofNullable(
        socket.socket().channelHandlerContext().pipeline().get(AnswerBound.class));
  }

  /** Waits for an hour instead, until told otherwise. */
  void beLenient(boolean lenient) {
    nanos = lenient ? Math.max(usualNanos, LENIENT_NANOS) : usualNanos;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof CommandBase) {
      if (unanswered++ == 0) {
        since = System.nanoTime();
      }
      if (timer == null) {
        lookIn(context, usualNanos);
      }
    }
    context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CommandResponse) {
      unanswered--;
      since = System.nanoTime();
    }
    context.fireChannelRead(message);
  }

  private void lookIn(ChannelHandlerContext context, long delayNanos) {
    timer = context.executor().schedule(() -> look(context), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context) {
    timer = null;
    if (unanswered <= 0) {
      return;
    }
    long left = nanos - (System.nanoTime() - since);
    if (left > 0) {
      lookIn(context, Math.min(left, usualNanos));
    } else {
      LOG.warn(
          "no answer from PostgreSQL for {} ms: the connection is closed",
          TimeUnit.NANOSECONDS.toMillis(nanos));
      // Past the client's own handler, which would say goodbye and wait for the other side to go.
      context.pipeline().firstContext().close();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}

package dev.dizhtime.runtime.postgres;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.concurrent.TimeoutException;
import jdk.net.ExtendedSocketOptions;

/**
 * The client's driver with the bounds that it lacks: it takes no options of the network, so that a
 * database that is gone without a word would be waited for a minute at each connect, and for a
 * quarter of an hour or for ever at each statement. A connection with a {@link StalePlan} ends,
 * too.
 */
final class AnsweringDriver extends PgDriver {
  private static final long CONNECT_TIMEOUT_MILLIS = 5_000;

  private final long answerMillis;

  /** With connections that end when a statement has no answer for so long. */
  AnsweringDriver(long answerMillis) {
    this.answerMillis = answerMillis;
  }

  @Override
  public ConnectionFactory<PgConnectOptions> createConnectionFactory(
      Vertx vertx, NetClientOptions ignored) {
    return new Bounded(super.createConnectionFactory(vertx, ignored), answerMillis);
  }

  private record Bounded(ConnectionFactory<PgConnectOptions> real, long answerMillis)
      implements ConnectionFactory<PgConnectOptions> {
    @Override
    public Future<SqlConnection> connect(Context context, PgConnectOptions options) {
      Promise<SqlConnection> bounded = ((ContextInternal) context).promise();
      long timer =
          context
              .owner()
              .setTimer(
                  CONNECT_TIMEOUT_MILLIS,
                  _ -> bounded.tryFail(new TimeoutException("PostgreSQL lets nobody in")));
      real.connect(context, options)
          .map(this::watched)
          .onFailure(bounded::tryFail)
          .onSuccess(
              connection -> {
                if (!bounded.tryComplete(connection)) {
                  connection.close();
                }
              });
      return bounded.future().onComplete(_ -> context.owner().cancelTimer(timer));
    }

    private SqlConnection watched(SqlConnection connection) {
      var socket = (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap();
      Channel channel = socket.socket().channelHandlerContext().channel();
      keepAlive(channel);
      channel
          .pipeline()
          .addBefore("handler", "answers", new AnswerBound(answerMillis))
          .addBefore("handler", "plans", new StalePlan());
      return connection;
    }

    /**
     * A connection that nobody uses at present is asked by the kernel whether it is still there.
     */
    private static void keepAlive(Channel channel) {
      channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
      if (channel instanceof NioSocketChannel) {
        channel
            .config()
            .setOption(
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                SessionSettings.KEEPALIVE_IDLE_SECONDS);
        channel
            .config()
            .setOption(
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                SessionSettings.KEEPALIVE_INTERVAL_SECONDS);
        channel
            .config()
            .setOption(
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                SessionSettings.KEEPALIVE_COUNT);
      }
    }

    @Override
    public void close(Completable<Void> done) {
      real.close(done);
    }
  }
}

package dev.dizhtime.runtime.postgres;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.internal.command.CommandResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection on which a statement was prepared whose result looks different by now, since
 * a migration gave its table another column: the database refuses that statement on this connection
 * for good, and on a new one it is as good as any.
 */
public final class StalePlan extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(StalePlan.class);
  private static final String FEATURE_NOT_SUPPORTED = "0A000";

  /** Where in PostgreSQL it says so; the words are in the database's language. */
  private static final String ROUTINE = "RevalidateCachedQuery";

  StalePlan() {}

  /** Whether a statement was refused for this reason; nothing was done then. */
  public static boolean is(Throwable failure) {
    return failure instanceof PgException e
        && FEATURE_NOT_SUPPORTED.equals(e.getSqlState())
        && ROUTINE.equals(e.getRoutine());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CommandResponse<?> response && is(response.toAsyncResult().cause())) {
      LOG.info("a table was changed under a prepared statement: the connection is closed");
      context.pipeline().firstContext().close();
    }
    context.fireChannelRead(message);
  }
}

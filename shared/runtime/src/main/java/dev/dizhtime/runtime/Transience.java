package dev.dizhtime.runtime;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells a failure that goes by (something is down, two transactions met) from one that will come
 * again with the same input. The first is waited for, without end; the second is given up on.
 */
public final class Transience {
  /**
   * SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system.
   */
  private static final Set<String> SQL_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final int MAX_CAUSES = 10;

  private Transience() {}

  /** Whether trying again later may succeed without a change of the input. */
  public static boolean isTransient(Throwable failure) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < MAX_CAUSES; depth++) {
      if (goesBy(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  private static boolean goesBy(Throwable failure) {
    return switch (failure) {
      case PgException e ->
          e.getSqlState() != null && SQL_CLASSES.contains(e.getSqlState().substring(0, 2));
      case JacksonException _ -> false;
      case ClosedConnectionException _ -> true;
      case ConnectionPoolTooBusyException _ -> true;
      case VertxException e when lostConnection(e) -> true;
      case RetriableException _ -> true;
      case TimeoutException _ -> true;
      case IOException _ -> true;
      default -> false;
    };
  }

  /**
   * The SQL client has no types for a pooled connection that has just died, for what waited on it
   * and for a pool whose wait is over; their words are all that tells them.
   */
  private static boolean lostConnection(VertxException failure) {
    return failure.getClass() == VertxException.class
        && failure.getMessage() != null
        && (failure.getMessage().startsWith("Connection is not active")
            || failure.getMessage().contains("connection has been closed")
            || failure.getMessage().equals("Timeout waiting for connection"));
  }
}

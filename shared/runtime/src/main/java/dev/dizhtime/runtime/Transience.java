package dev.dizhtime.runtime;

import com.fasterxml.jackson.core.JacksonException;
import dev.dizhtime.runtime.postgres.StalePlan;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells a failure that goes by (something is down or does not let us in, two transactions met) from
 * one that will come again with the same input. The first is waited for, without end; the second is
 * given up on.
 */
public final class Transience {
  /**
   * SQLSTATE classes: connection, authorization, transaction rollback, resources, operator
   * intervention, system.
   */
  private static final Set<String> SQL_CLASSES = Set.of("08", "28", "40", "53", "57", "58");

  /**
   * SQLSTATEs that tell of the database and not of what it was asked: it takes no writes (a
   * standby, or a full disk), it ended a transaction that said nothing, it is not there, it gives
   * us no right (yet), a lock was not to be had in time.
   */
  private static final Set<String> SQL_STATES = Set.of("25006", "25P03", "3D000", "42501", "55P03");

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

  /**
   * Whether a statement was not sent, since the connection that the pool gave had just died; the
   * database has done nothing then.
   */
  public static boolean isUnsent(Throwable failure) {
    return failure.getClass() == VertxException.class
        && failure.getMessage() != null
        && failure.getMessage().startsWith("Connection is not active");
  }

  private static boolean goesBy(Throwable failure) {
    return switch (failure) {
      case PgException e -> e.getSqlState() != null && (goesBy(e.getSqlState()) || StalePlan.is(e));
      case JacksonException _ -> false;
      case ClosedConnectionException _ -> true;
      case ConnectionPoolTooBusyException _ -> true;
      case VertxException e when lostConnection(e) -> true;
      case RetriableException _ -> true;
      case AuthenticationException _ -> true;
      case AuthorizationException _ -> true;
      case TimeoutException _ -> true;
      case IOException _ -> true;
      default -> false;
    };
  }

  private static boolean goesBy(String sqlState) {
    return SQL_STATES.contains(sqlState) || SQL_CLASSES.contains(sqlState.substring(0, 2));
  }

  /**
   * The SQL client has no types for a pooled connection that has just died, for what waited on it
   * and for a pool whose wait is over; their words are all that tells them.
   */
  private static boolean lostConnection(VertxException failure) {
    return isUnsent(failure)
        || failure.getClass() == VertxException.class
            && failure.getMessage() != null
            && (failure.getMessage().contains("connection has been closed")
                || failure.getMessage().equals("Timeout waiting for connection"));
  }
}

package dev.dizhtime.local.bench;

import dev.dizhtime.local.platform.Databases;
import java.sql.SQLException;

/**
 * Writes a new PostgreSQL's log around once, so that its segments are there to be used again, as on
 * a server that has run for a day. A new one makes and zeroes a segment of 16 MB every other
 * second, for which every commit waits 60 ms and more.
 */
final class RunInLog {
  private static final int MAX_SEGMENTS = 512;

  private RunInLog() {}

  /** Does so up to the server's {@code min_wal_size}, which is what it keeps. */
  static void of(String address) throws SQLException {
    try (var connection = Databases.connect(address, "postgres");
        var statement = connection.createStatement()) {
      int segments;
      try (var sizes =
          statement.executeQuery(
              """
              SELECT pg_size_bytes(current_setting('min_wal_size'))
                     / pg_size_bytes(current_setting('wal_segment_size'))
              """)) {
        sizes.next();
        segments = Math.min(sizes.getInt(1), MAX_SEGMENTS);
      }
      for (int i = 0; i < segments; i++) {
        statement.execute("SELECT pg_logical_emit_message(false, 'bench', '')");
        statement.execute("SELECT pg_switch_wal()");
      }
      statement.execute("CHECKPOINT");
    }
  }
}

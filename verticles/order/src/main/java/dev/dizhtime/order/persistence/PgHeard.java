package dev.dizhtime.order.persistence;

import dev.dizhtime.order.model.DeadlineKind;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;

/** Until when all was heard that the other services have said, by the database's clock. */
public final class PgHeard {
  /** The kinds of deadlines that wait for it. */
  static final String[] OF_PEOPLE =
      Arrays.stream(DeadlineKind.values())
          .filter(DeadlineKind::ofPeople)
          .map(Enum::name)
          .toArray(String[]::new);

  private PgHeard() {}

  /** The database's time. */
  public static OffsetDateTime now(Postgres postgres) {
    return postgres.first("SELECT clock_timestamp() AS now").orElseThrow().getOffsetDateTime("now");
  }

  /**
   * Notes that all was heard until then. When that was not known for longer than {@code usual}, the
   * waits for people are prolonged by the time of it that they had begun.
   *
   * @return for how long it was not known, when that was longer than usual; else zero
   */
  public static Duration until(Tx tx, OffsetDateTime until, Duration usual) {
    Row row = tx.first("SELECT until FROM heard FOR UPDATE").orElseThrow();
    OffsetDateTime before = row.getOffsetDateTime("until");
    Duration gap = Duration.between(before, until);
    if (gap.isNegative()) {
      return Duration.ZERO;
    }
    boolean deaf = gap.compareTo(usual) > 0;
    if (deaf) {
      tx.update(
          """
          UPDATE deadline SET due_at = due_at + ($1 - greatest($2, set_at)), set_at = $1
          WHERE kind = ANY ($3) AND due_at > $2 AND set_at < $1
          """,
          until,
          before,
          OF_PEOPLE);
    }
    tx.update("UPDATE heard SET until = $1", until);
    return deaf ? gap : Duration.ZERO;
  }
}

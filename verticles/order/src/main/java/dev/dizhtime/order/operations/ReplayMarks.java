package dev.dizhtime.order.operations;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which dead letters were dealt with, by whom and why, in PostgreSQL. */
final class ReplayMarks {
  private static final String ACTION =
      """
      a.action_id, a.operator_id, a.consumer_group, a.letter_offset, a.reason, a.replayed,
      a.not_replayable, a.at
      """;

  private final Postgres postgres;

  ReplayMarks(Postgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Marks a letter; waits for whoever is at the same one.
   *
   * @return false when it was marked before
   */
  static boolean mark(Tx tx, ConsumerGroup group, long offset, boolean replayed, UUID actionId) {
    return tx.update(
            """
            INSERT INTO dead_letter_mark (consumer_group, letter_offset, replayed, action_id)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """,
            group.groupName(),
            offset,
            replayed,
            actionId)
        == 1;
  }

  /** Keeps who did it. */
  static void keep(Tx tx, ReplayAction action) {
    tx.update(
        """
        INSERT INTO dead_letter_action (
          action_id, operator_id, consumer_group, letter_offset, reason, replayed,
          not_replayable, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        action.actionId(),
        action.operatorId(),
        action.group() == null ? null : action.group().groupName(),
        action.offset(),
        action.reason(),
        action.replayed(),
        action.notReplayable(),
        action.at());
  }

  /** The first offset from this one on that has no mark. */
  static long firstUnmarked(Tx tx, ConsumerGroup group, long from) {
    return tx.first(
            """
            SELECT min(candidate) AS first FROM (
              SELECT $2::bigint AS candidate
              UNION ALL
              SELECT letter_offset + 1 FROM dead_letter_mark
              WHERE consumer_group = $1 AND letter_offset >= $2
            ) AS candidates
            WHERE NOT EXISTS (
              SELECT 1 FROM dead_letter_mark m
              WHERE m.consumer_group = $1 AND m.letter_offset = candidate)
            """,
            group.groupName(),
            from)
        .orElseThrow()
        .getLong("first");
  }

  /** Of these letters those that are marked, and by what. */
  Map<Long, ReplayAction> of(ConsumerGroup group, Collection<Long> offsets) {
    Map<Long, ReplayAction> marks = new HashMap<>();
    for (Row row :
        postgres.execute(
            "SELECT m.letter_offset AS marked, "
                + ACTION
                + """
                FROM dead_letter_mark m JOIN dead_letter_action a USING (action_id)
                WHERE m.consumer_group = $1 AND m.letter_offset = ANY ($2)
                """,
            group.groupName(),
            offsets.toArray(Long[]::new))) {
      marks.put(row.getLong("marked"), action(row));
    }
    return marks;
  }

  /** How many letters from an offset on are marked. */
  long count(ConsumerGroup group, long from) {
    return postgres
        .first(
            """
            SELECT count(*) AS marks FROM dead_letter_mark
            WHERE consumer_group = $1 AND letter_offset >= $2
            """,
            group.groupName(),
            from)
        .orElseThrow()
        .getLong("marks");
  }

  /** What operators did, the newest first; ids are ordered by time. */
  List<ReplayAction> actions(Optional<UUID> before, int limit) {
    var rows =
        postgres.execute(
            "SELECT "
                + ACTION
                + """
                FROM dead_letter_action a
                WHERE $1::uuid IS NULL OR a.action_id < $1
                ORDER BY a.action_id DESC LIMIT $2
                """,
            before.orElse(null),
            limit);
    return StreamSupport.stream(rows.spliterator(), false).map(ReplayMarks::action).toList();
  }

  private static ReplayAction action(Row row) {
    return new ReplayAction(
        row.getUUID("action_id"),
        row.getUUID("operator_id"),
        group(row.getString("consumer_group")).orElse(null),
        row.getLong("letter_offset"),
        row.getString("reason"),
        row.getInteger("replayed"),
        row.getInteger("not_replayable"),
        row.getOffsetDateTime("at").toInstant());
  }

  /** The group of a name, if it is one of ours. */
  static Optional<ConsumerGroup> group(String name) {
    return Arrays.stream(ConsumerGroup.values())
        .filter(each -> each.groupName().equals(name))
        .findFirst();
  }
}

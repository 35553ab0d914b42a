package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of the messages that had their effect, with the answers given. */
record Inbox(String group) {
  /** No message has this id: they are UUIDs. */
  private static final String PROBE = "probe";

  /** Those of the batch that had their effect before, with the answers given. */
  Map<String, String> known(Tx tx, List<Incoming> batch) {
    Map<String, String> known = new HashMap<>();
    for (Row row :
        tx.execute(
            """
            SELECT message_id, reply FROM inbox
            WHERE consumer_group = $1 AND message_id = ANY ($2)
            """,
            group,
            batch.stream().map(Incoming::id).toArray(String[]::new))) {
      known.put(row.getString("message_id"), row.getString("reply"));
    }
    return known;
  }

  /** Fails when another instance had the same message meanwhile; the batch is then done again. */
  void remember(Tx tx, Map<String, Envelope> fresh) {
    tx.submit(
        """
        INSERT INTO inbox (consumer_group, message_id, reply)
        SELECT $1, id, reply FROM unnest($2::text[], $3::text[]) AS fresh (id, reply)
        """,
        group,
        fresh.keySet().toArray(String[]::new),
        fresh.values().stream()
            .map(answer -> answer == null ? null : StoredReply.write(answer))
            .toArray(String[]::new));
  }

  /** Writes what is no message: fails when the database takes nothing of anybody. */
  void probe(Postgres postgres) {
    postgres.execute(
        """
        INSERT INTO inbox (consumer_group, message_id) VALUES ($1, $2)
        ON CONFLICT (consumer_group, message_id) DO UPDATE SET received_at = clock_timestamp()
        """,
        group,
        PROBE);
  }
}

package dev.dizhtime.notification.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The caller's inbox; nobody else's exists for them. */
public record NotificationRoutes(Postgres postgres) {
  private static final int DEFAULT_LIMIT = 20;

  private record Item(
      UUID notificationId, String topic, String title, String body, Instant at, boolean read) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Page(List<Item> items, long unread, String nextCursor) {}

  /** The newest first; the cursor is the position of the last one seen. */
  public Reply list(Call call) {
    UUID user = call.caller().userId().value();
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    Long before = call.query("cursor").map(Long::valueOf).orElse(null);
    List<Item> items = new ArrayList<>();
    String nextCursor = null;
    String last = null;
    for (Row row :
        postgres.execute(
            """
            SELECT position, notification_id, topic, title, body, created_at, read_at
            FROM notification
            WHERE user_id = $1 AND ($2::bigint IS NULL OR position < $2)
            ORDER BY position DESC LIMIT $3
            """,
            user,
            before,
            limit + 1)) {
      if (items.size() == limit) {
        nextCursor = last;
      } else {
        items.add(item(row));
        last = row.getLong("position").toString();
      }
    }
    return Reply.ok(new Page(items, unread(user), nextCursor));
  }

  private static Item item(Row row) {
    return new Item(
        row.getUUID("notification_id"),
        row.getString("topic"),
        row.getString("title"),
        row.getString("body"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("read_at") != null);
  }

  private long unread(UUID user) {
    return postgres
        .first(
            "SELECT count(*) AS n FROM notification WHERE user_id = $1 AND read_at IS NULL", user)
        .orElseThrow()
        .getLong("n");
  }

  /** Marks one as read; again does no harm. */
  public Reply markRead(Call call) {
    UUID id = call.pathId("notificationId", uuid -> uuid);
    int changed =
        postgres
            .execute(
                """
                UPDATE notification SET read_at = coalesce(read_at, clock_timestamp())
                WHERE notification_id = $1 AND user_id = $2
                """,
                id,
                call.caller().userId().value())
            .rowCount();
    if (changed == 0) {
      throw Problem.notFound("notification", id).exception();
    }
    return Reply.noContent();
  }
}

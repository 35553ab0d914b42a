package dev.dizhtime.notification.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.Caller;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The notices that somebody may read: those that are addressed to them, and those about orders of
 * restaurants where they work. Who may is part of each statement: {@code $1} is the reader, {@code
 * $2} are the restaurants.
 */
record ReadableNotices(Postgres postgres) {
  /** How many of a restaurant's newest notices count as unread for one of its staff, at most. */
  static final int COUNTED_PER_RESTAURANT = 100;

  /** Each restaurant's part stops at the limit along its index, however long its history is. */
  private static final String OF_STAFF =
      """
      unnest($2::uuid[]) AS place (restaurant_id)
      CROSS JOIN LATERAL (
        SELECT n.*, (r.user_id IS NOT NULL) AS by_reader
        FROM restaurant_notice p JOIN notification n USING (notification_id)
          LEFT JOIN restaurant_notice_read r
            ON r.notification_id = p.notification_id AND r.user_id = $1
        WHERE p.restaurant_id = place.restaurant_id AND n.user_id <> $1
          AND ($3::bigint IS NULL OR p.position < $3)
        ORDER BY p.position DESC LIMIT $4) AS told
      """;

  private static final String COLUMNS = "position, notification_id, topic, title, body, created_at";

  /** One of them, as its reader sees it. */
  record Item(
      @JsonIgnore long position,
      UUID notificationId,
      String topic,
      String title,
      String body,
      Instant at,
      boolean read) {}

  /**
   * The newest first.
   *
   * @param before the position of the last one seen; null for the first page
   */
  List<Item> page(Caller reader, Long before, int limit) {
    List<Item> items = new ArrayList<>();
    postgres
        .execute(
            """
            (SELECT COLUMNS, read_at IS NOT NULL AS read FROM notification
             WHERE user_id = $1 AND ($3::bigint IS NULL OR position < $3)
             ORDER BY position DESC LIMIT $4)
            UNION ALL
            SELECT COLUMNS, by_reader FROM OF_STAFF
            ORDER BY position DESC LIMIT $4
            """
                .replace("COLUMNS", COLUMNS)
                .replace("OF_STAFF", OF_STAFF),
            reader.userId().value(),
            restaurants(reader),
            before,
            limit)
        .forEach(row -> items.add(item(row)));
    return items;
  }

  /** How many are unread; of a restaurant's only among its newest. */
  long unread(Caller reader) {
    return postgres
        .first(
            """
            SELECT (SELECT count(*) FROM notification WHERE user_id = $1 AND read_at IS NULL)
              + (SELECT count(*) FROM OF_STAFF WHERE NOT by_reader) AS n
            """
                .replace("OF_STAFF", OF_STAFF),
            reader.userId().value(),
            restaurants(reader),
            null,
            COUNTED_PER_RESTAURANT)
        .orElseThrow()
        .getLong("n");
  }

  /**
   * Marks one as read by this reader; again does no harm.
   *
   * @return false when there is none for them
   */
  boolean markRead(Caller reader, UUID id) {
    UUID user = reader.userId().value();
    return addressed(user, id) || ofStaff(user, restaurants(reader), id);
  }

  private boolean addressed(UUID user, UUID id) {
    return postgres
            .execute(
                """
                UPDATE notification SET read_at = coalesce(read_at, clock_timestamp())
                WHERE user_id = $1 AND notification_id = $2
                """,
                user,
                id)
            .rowCount()
        > 0;
  }

  private boolean ofStaff(UUID user, UUID[] restaurants, UUID id) {
    return postgres
            .execute(
                """
                INSERT INTO restaurant_notice_read (notification_id, user_id)
                SELECT notification_id, $1 FROM restaurant_notice
                WHERE restaurant_id = ANY ($2) AND notification_id = $3
                ON CONFLICT (notification_id, user_id) DO UPDATE SET user_id = excluded.user_id
                """,
                user,
                restaurants,
                id)
            .rowCount()
        > 0;
  }

  private static UUID[] restaurants(Caller reader) {
    return reader.worksAt(StaffRole.KITCHEN).stream().map(RestaurantId::value).toArray(UUID[]::new);
  }

  private static Item item(Row row) {
    return new Item(
        row.getLong("position"),
        row.getUUID("notification_id"),
        row.getString("topic"),
        row.getString("title"),
        row.getString("body"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getBoolean("read"));
  }
}

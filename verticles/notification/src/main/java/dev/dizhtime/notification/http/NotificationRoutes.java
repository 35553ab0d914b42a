package dev.dizhtime.notification.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.notification.http.ReadableNotices.Item;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import java.util.List;
import java.util.UUID;

/** The caller's inbox; nobody else's exists for them. */
public final class NotificationRoutes {
  private static final int DEFAULT_LIMIT = 20;

  private final ReadableNotices notices;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Page(List<Item> items, long unread, String nextCursor) {}

  public NotificationRoutes(Postgres postgres) {
    this.notices = new ReadableNotices(postgres);
  }

  /** The newest first; the cursor is the position of the last one seen. */
  public Reply list(Call call) {
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    Long before = call.query("cursor").map(Long::valueOf).orElse(null);
    List<Item> found = notices.page(call.caller(), before, limit + 1);
    List<Item> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? Long.toString(page.getLast().position()) : null;
    return Reply.ok(new Page(page, notices.unread(call.caller()), next));
  }

  /** Marks one as read; again does no harm. */
  public Reply markRead(Call call) {
    UUID id = call.pathId("notificationId", uuid -> uuid);
    if (!notices.markRead(call.caller(), id)) {
      throw Problem.notFound("notification", id).exception();
    }
    return Reply.noContent();
  }
}

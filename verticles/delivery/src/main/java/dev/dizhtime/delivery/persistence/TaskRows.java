package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.Cause;
import dev.dizhtime.delivery.model.HandoffCode;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskState;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A task and its row. */
final class TaskRows {
  /** What a query must select for {@link #read}, with the task table under the name t. */
  static final String SELECT =
      """
      SELECT t.*,
             EXISTS (SELECT 1 FROM ready_order r WHERE r.order_id = t.order_id) AS ready
      FROM delivery_task t
      """;

  private TaskRows() {}

  static Task read(Row row) {
    UUID driver = row.getUUID("driver_id");
    return new Task(
        new TaskId(row.getUUID("task_id")),
        job(row),
        new Cause(row.getString("traceparent"), row.getString("request_id")),
        instant(row, "requested_at"),
        TaskState.valueOf(row.getString("state")),
        driver == null ? null : new UserId(driver),
        instant(row, "offer_expires_at"),
        row.getBoolean("ready"),
        code(row, "pickup"),
        code(row, "delivery"),
        instant(row, "arrived_at"));
  }

  private static RequestDelivery job(Row row) {
    String currency = row.getString("currency");
    Long collect = row.getLong("collect_minor");
    return new RequestDelivery(
        new OrderId(row.getUUID("order_id")),
        new UserId(row.getUUID("customer_id")),
        new RestaurantId(row.getUUID("restaurant_id")),
        new UserId(row.getUUID("owner_id")),
        row.getString("restaurant_name"),
        place(row, "pickup"),
        place(row, "dropoff"),
        new Money(row.getLong("fee_minor"), currency),
        new Money(row.getLong("tip_minor"), currency),
        null,
        null,
        collect == null ? null : new Money(collect, currency));
  }

  private static HandoffCode code(Row row, String name) {
    return new HandoffCode(
        row.getString(name + "_code"),
        row.getInteger(name + "_wrong_tries"),
        row.getBoolean(name + "_waived"));
  }

  private static Place place(Row row, String name) {
    return new Place(
        row.getString(name + "_address"),
        new GeoPoint(row.getDouble(name + "_lat"), row.getDouble(name + "_lon")));
  }

  static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}

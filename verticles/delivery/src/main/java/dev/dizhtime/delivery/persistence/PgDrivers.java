package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.usecase.Drivers;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** The drivers, seen by one transaction. */
record PgDrivers(Tx tx) implements Drivers {
  /**
   * Whether driver d may be asked for task t, of which f is the refusal if there is one: within $1
   * metres, with fewer than $2 offers expired. The comparison of latitudes lets an index do most of
   * the work: a degree is never less than 110,000 metres.
   */
  static final String ELIGIBLE =
      """
      WHERE d.online AND d.task_id IS NULL
        AND d.lat BETWEEN t.pickup_lat - $1::integer / 110000.0 AND t.pickup_lat + $1 / 110000.0
        AND distance_meters(t.pickup_lat, t.pickup_lon, d.lat, d.lon) <= $1
        AND NOT coalesce(f.declined, false) AND coalesce(f.expired, 0) < $2::integer
      """;

  @Override
  public void keepShift(UserId driver, boolean online, GeoPoint location) {
    tx.update(
        """
        INSERT INTO driver (driver_id, online, lat, lon) VALUES ($1, $2, $3, $4)
        ON CONFLICT (driver_id) DO UPDATE
        SET online = excluded.online, lat = excluded.lat, lon = excluded.lon,
            moved_at = clock_timestamp()
        """,
        driver.value(),
        online,
        location.lat(),
        location.lon());
  }

  @Override
  public Optional<Boolean> move(UserId driver, GeoPoint location) {
    return tx.first(
            """
            UPDATE driver SET lat = $2, lon = $3, moved_at = clock_timestamp()
            WHERE driver_id = $1 RETURNING online
            """,
            driver.value(),
            location.lat(),
            location.lon())
        .map(row -> row.getBoolean("online"));
  }

  @Override
  public Optional<UserId> lockBestFor(Task task, DispatchPolicy policy) {
    Optional<Row> best =
        tx.first(
            """
            SELECT d.driver_id FROM driver d
            JOIN delivery_task t ON t.task_id = $3
            LEFT JOIN delivery_refusal f ON f.task_id = t.task_id AND f.driver_id = d.driver_id
            """
                + ELIGIBLE
                + """
                ORDER BY coalesce(f.expired, 0),
                         distance_meters(t.pickup_lat, t.pickup_lon, d.lat, d.lon)
                LIMIT 1
                FOR UPDATE OF d SKIP LOCKED
                """,
            policy.radiusMeters(),
            policy.maxExpiredOffers(),
            task.id().value());
    return best.map(row -> new UserId(row.getUUID("driver_id")));
  }

  @Override
  public void book(UserId driver, Task task) {
    tx.update(
        "UPDATE driver SET task_id = $2 WHERE driver_id = $1", driver.value(), task.id().value());
  }

  @Override
  public void free(UserId driver, Task task) {
    tx.update(
        "UPDATE driver SET task_id = NULL WHERE driver_id = $1 AND task_id = $2",
        driver.value(),
        task.id().value());
  }

  @Override
  public Optional<GeoPoint> endShift(UserId driver) {
    return tx.first(
            """
            UPDATE driver SET online = false WHERE driver_id = $1 AND online RETURNING lat, lon
            """,
            driver.value())
        .map(row -> new GeoPoint(row.getDouble("lat"), row.getDouble("lon")));
  }
}

package dev.dizhtime.delivery.persistence;

import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Gauge;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many drivers are free, busy and offline. */
public final class DriverMeter {
  private static final long EVERY_MILLIS = 5_000;

  private final Postgres postgres;
  private final Map<String, AtomicLong> counts = new TreeMap<>();

  private DriverMeter(ServiceContext service, Postgres postgres) {
    this.postgres = postgres;
    for (String status : new String[] {"free", "busy", "offline"}) {
      AtomicLong count = new AtomicLong();
      counts.put(status, count);
      Gauge.builder("dizhtime.drivers", count, AtomicLong::get)
          .description("Drivers who are known, by what they can do now")
          .tag("status", status)
          .register(service.meters());
    }
  }

  /** Starts measuring; ends with the service. */
  public static void start(ServiceContext service, Postgres postgres) {
    DriverMeter meter = new DriverMeter(service, postgres);
    long timer =
        service
            .vertx()
            .setPeriodic(EVERY_MILLIS, _ -> service.spawn("driver meter", meter::measure));
    service.onStop("driver meter", () -> service.vertx().cancelTimer(timer));
  }

  private void measure() {
    Row row =
        postgres
            .first(
                """
                SELECT count(*) FILTER (WHERE task_id IS NULL AND online) AS free,
                       count(*) FILTER (WHERE task_id IS NOT NULL) AS busy,
                       count(*) FILTER (WHERE task_id IS NULL AND NOT online) AS offline
                FROM driver
                """)
            .orElseThrow();
    counts.forEach((status, count) -> count.set(row.getLong(status)));
  }
}

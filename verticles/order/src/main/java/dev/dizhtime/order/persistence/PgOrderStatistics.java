package dev.dizhtime.order.persistence;

import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.usecase.OrderStatistics;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Numbers about all orders, from indexes that make each of them a bounded scan. */
public final class PgOrderStatistics implements OrderStatistics {
  private static final String[] STATES =
      Arrays.stream(OrderState.values()).map(Enum::name).toArray(String[]::new);

  private final Postgres postgres;

  public PgOrderStatistics(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Map<OrderState, Long> countByState() {
    Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
    for (Row row :
        postgres.execute(
            """
            SELECT wanted.state, counted.n
            FROM unnest($1::text[]) AS wanted (state),
              LATERAL (
                SELECT count(*) AS n
                FROM (SELECT 1 FROM orders WHERE orders.state = wanted.state LIMIT $2) AS few
              ) AS counted
            """,
            STATES,
            MAX_COUNTED)) {
      counts.put(OrderState.valueOf(row.getString("state")), row.getLong("n"));
    }
    return counts;
  }

  @Override
  public double oldestOpenSeconds() {
    return postgres
        .first(
            """
            SELECT greatest(0, coalesce(extract(epoch FROM now() - min(placed_at)), 0))::float8
                   AS age
            FROM orders WHERE open
            """)
        .orElseThrow()
        .getDouble("age");
  }

  @Override
  public Map<OrderState, Double> oldestOpenSecondsByState() {
    Map<OrderState, Double> ages = new EnumMap<>(OrderState.class);
    for (Row row :
        postgres.execute(
            """
            SELECT wanted.state, oldest.age
            FROM unnest($1::text[]) AS wanted (state),
              LATERAL (
                SELECT greatest(0, extract(epoch FROM now() - placed_at))::float8 AS age
                FROM orders WHERE orders.state = wanted.state AND open
                ORDER BY placed_at LIMIT 1
              ) AS oldest
            """,
            (Object) STATES)) {
      ages.put(OrderState.valueOf(row.getString("state")), row.getDouble("age"));
    }
    return ages;
  }

  @Override
  public long needingAttention() {
    return postgres
        .first(
            """
            SELECT count(*) AS n
            FROM (SELECT 1 FROM orders WHERE attention IS NOT NULL LIMIT $1) AS few
            """,
            MAX_COUNTED)
        .orElseThrow()
        .getLong("n");
  }
}

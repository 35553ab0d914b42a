package dev.dizhtime.order.persistence;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import dev.dizhtime.order.usecase.Catalogue;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * The restaurants' own snapshots as they were last published. A snapshot that is not newer than the
 * one we have is ignored; an unpublished restaurant keeps its version and loses its snapshot.
 */
public final class PgCatalogue implements Catalogue {
  private static final String FIND =
      """
      SELECT snapshot::text AS snapshot FROM restaurant
      WHERE restaurant_id = $1 AND snapshot IS NOT NULL
      """;

  private final Postgres postgres;

  public PgCatalogue(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<RestaurantPublished> find(RestaurantId restaurantId) {
    return postgres.first(FIND, restaurantId.value()).map(PgCatalogue::snapshot);
  }

  /** The same, as a transaction sees it. */
  static Optional<RestaurantPublished> find(Tx tx, RestaurantId restaurantId) {
    return tx.first(FIND, restaurantId.value()).map(PgCatalogue::snapshot);
  }

  private static RestaurantPublished snapshot(Row row) {
    return Json.read(row.getString("snapshot"), RestaurantPublished.class);
  }

  /** Takes in what a restaurant looks like from now on. */
  public static void published(Tx tx, RestaurantPublished event) {
    replace(tx, event.restaurantId(), event.version(), Json.write(event));
  }

  /** Takes in that a restaurant is gone. */
  public static void unpublished(Tx tx, RestaurantUnpublished event) {
    replace(tx, event.restaurantId(), event.version(), null);
  }

  private static void replace(Tx tx, RestaurantId id, long version, String snapshot) {
    tx.update(
        """
        INSERT INTO restaurant AS known (restaurant_id, version, snapshot)
        VALUES ($1, $2, $3::text::jsonb)
        ON CONFLICT (restaurant_id) DO UPDATE
        SET version = excluded.version, snapshot = excluded.snapshot
        WHERE known.version < excluded.version
        """,
        id.value(),
        version,
        snapshot);
  }
}

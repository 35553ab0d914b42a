package dev.dizhtime.local.chaos;

import dev.dizhtime.local.chaos.Shelf.Count;
import dev.dizhtime.local.platform.Databases;
import dev.dizhtime.local.platform.Part;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The shelves of all kitchens, read past the restaurant service. */
final class Shelves implements AutoCloseable {
  private static final int BOUND_SECONDS = 10;

  /** Pieces of orders that the restaurant has handed to a driver, whatever became of them then. */
  private static final String USED =
      """
      SELECT o.restaurant_id, line ->> 'itemId', sum((line ->> 'quantity')::bigint)
      FROM orders o CROSS JOIN jsonb_array_elements(o.lines) AS line
      WHERE EXISTS (
        SELECT 1 FROM saga_step s WHERE s.order_id = o.order_id AND s.state = 'PICKED_UP')
      GROUP BY 1, 2
      """;

  private final Books books;
  private final Vertx vertx = Vertx.vertx();
  private final MongoClient mongo;

  /**
   * @param address of the MongoDB server
   */
  Shelves(Books books, String address) {
    this.books = books;
    this.mongo =
        MongoClient.create(
            vertx,
            new JsonObject()
                .put("connection_string", Databases.mongoUri(address, "restaurant"))
                .put("db_name", "restaurant"));
  }

  /** What is there of each. */
  Map<Shelf, Count> count(List<Shelf> shelves) {
    var used = books.rows(Part.ORDER, USED);
    Map<Shelf, Count> counts = new LinkedHashMap<>();
    for (Shelf shelf : shelves) {
      var restaurant = restaurant(shelf.restaurantId());
      long left =
          objects(restaurant, "menu")
              .filter(item -> shelf.itemId().equals(item.getString("itemId")))
              .mapToLong(item -> item.getLong("stock"))
              .sum();
      long claimed =
          objects(restaurant, "claims")
              .flatMap(claim -> objects(claim, "parts"))
              .filter(part -> shelf.itemId().equals(part.getString("itemId")))
              .mapToLong(part -> part.getLong("quantity"))
              .sum();
      long gone =
          used.stream()
              .filter(row -> row.get(0).equals(shelf.restaurantId()))
              .filter(row -> row.get(1).equals(shelf.itemId()))
              .mapToLong(row -> Long.parseLong(row.get(2)))
              .sum();
      counts.put(shelf, new Count(left, gone, claimed));
    }
    return counts;
  }

  private static Stream<JsonObject> objects(JsonObject document, String field) {
    return document.getJsonArray(field, new JsonArray()).stream().map(JsonObject.class::cast);
  }

  private JsonObject restaurant(String id) {
    try {
      return mongo
          .findOne("restaurants", new JsonObject().put("_id", id), null)
          .toCompletionStage()
          .toCompletableFuture()
          .get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("restaurant " + id + " can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading restaurant " + id, e);
    }
  }

  @Override
  public void close() {
    mongo.close();
    vertx.close();
  }
}

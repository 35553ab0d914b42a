package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.restaurant.persistence.RestaurantDocument.COLLECTION;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Restaurants of which a relay that lost its lease may still publish an old snapshot, and be killed
 * before it can say so. It can have in hand only what waits in documents when the lease is taken
 * from it, so these are marked with {@code contestedAt} before that. Whoever relays {@value
 * #SETTLE_MILLIS} ms later has them told once more as they are: by then what a killed process had
 * under way is on the topic. The mark is in the document, so it outlives each relay.
 */
final class Contested {
  static final long SETTLE_MILLIS = 60_000;

  private static final String MARK = "contestedAt";
  private static final long LOOK_MILLIS = 5_000;

  /** The restaurants that are told again at once. */
  private static final int MAX_DUE = 100;

  private static final JsonObject ID_ONLY = new JsonObject().put("_id", 1);

  private final Mongo mongo;
  private final Clock clock;
  private long nextLookMillis;

  Contested(Mongo mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
  }

  /** Lets those that are due be found without reading all. */
  void index() {
    mongo.call(
        "createIndexes",
        COLLECTION,
        client ->
            client.createIndexWithOptions(
                COLLECTION, new JsonObject().put(MARK, 1), new IndexOptions().sparse(true)));
  }

  /** Marks all that have something to publish. */
  void markAllThatWait() {
    mark(MongoOutbox.PENDING);
  }

  /** Marks these. */
  void mark(Collection<String> restaurantIds) {
    if (!restaurantIds.isEmpty()) {
      mark(RestaurantDocument.among(new JsonArray(List.copyOf(restaurantIds))));
    }
  }

  private void mark(JsonObject these) {
    JsonObject now = new JsonObject().put("$set", new JsonObject().put(MARK, clock.millis()));
    mongo.call(
        "update",
        COLLECTION,
        client ->
            client.updateCollectionWithOptions(
                COLLECTION, these, now, new UpdateOptions().setMulti(true)));
  }

  /** The restaurants that are to be told once more now; looked for every few seconds only. */
  List<String> due() {
    if (clock.millis() < nextLookMillis) {
      return List.of();
    }
    List<JsonObject> found =
        mongo.call(
            "find",
            COLLECTION,
            client ->
                client.findWithOptions(
                    COLLECTION,
                    new JsonObject().put(MARK, settledBy()),
                    new FindOptions().setFields(ID_ONLY).setLimit(MAX_DUE)));
    nextLookMillis = found.size() < MAX_DUE ? clock.millis() + LOOK_MILLIS : 0;
    return found.stream().map(each -> each.getString("_id")).toList();
  }

  /** Takes the mark off one that was told once more, unless it was marked again meanwhile. */
  BulkOperation told(String restaurantId) {
    return BulkOperation.createUpdate(
        new JsonObject().put("_id", restaurantId).put(MARK, settledBy()),
        new JsonObject().put("$unset", new JsonObject().put(MARK, "")));
  }

  private JsonObject settledBy() {
    return new JsonObject().put("$lt", clock.millis() - SETTLE_MILLIS);
  }
}

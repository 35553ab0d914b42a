package dev.dizhtime.restaurant.persistence;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.messaging.OutboxSource.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How what waits in the documents of restaurants is taken out of them. */
final class WhatWaits {
  /** A reply that was added since does not change the version, and must not be forgotten. */
  private static final JsonObject NO_REPLIES =
      new JsonObject().put("replies.0", new JsonObject().put("$exists", false));

  /**
   * Where an event is.
   *
   * @param emptyAt the restaurant's version when it was read if this is its last event and there
   *     are no replies, else 0
   * @param index where it stood
   */
  record Position(String restaurantId, String entryId, long emptyAt, int index) {}

  /** What is to be forgotten of a restaurant: ids. */
  record Entries(JsonArray all, JsonArray snapshots) {
    Entries() {
      this(new JsonArray(), new JsonArray());
    }
  }

  /** By restaurant. */
  static Map<String, Entries> entries(List<Waiting> done) {
    Map<String, Entries> entries = new LinkedHashMap<>();
    for (Waiting each : done) {
      Position position = (Position) each.position();
      Entries of = entries.computeIfAbsent(position.restaurantId(), _ -> new Entries());
      of.all().add(position.entryId());
      if (each.envelope().topic() == Topic.RESTAURANTS) {
        of.snapshots().add(position.entryId());
      }
    }
    return entries;
  }

  /** Matches only what is still as it was read: nobody else has forgotten any of it. */
  static BulkOperation empty(Position position) {
    return BulkOperation.createUpdate(
        RestaurantDocument.atVersion(position.restaurantId(), position.emptyAt())
            .put("outbox." + position.index() + ".id", position.entryId())
            .put("outbox." + (position.index() + 1), new JsonObject().put("$exists", false))
            .mergeIn(NO_REPLIES),
        new JsonObject()
            .put("$set", new JsonObject().put("outbox", new JsonArray()))
            .put("$unset", new JsonObject().put("pendingSince", "")));
  }

  /**
   * Takes these out.
   *
   * @param there whether it matches only where all the snapshots are still there
   */
  static List<BulkOperation> without(Map<String, Entries> entries, boolean there) {
    List<BulkOperation> pulls = new ArrayList<>();
    entries.forEach(
        (restaurantId, each) -> {
          JsonObject query = new JsonObject().put("_id", restaurantId);
          if (there && !each.snapshots().isEmpty()) {
            query.put("outbox.id", new JsonObject().put("$all", each.snapshots()));
          }
          JsonObject these = new JsonObject().put("id", new JsonObject().put("$in", each.all()));
          pulls.add(
              BulkOperation.createUpdate(
                  query,
                  new JsonObject()
                      .put(
                          "$pull",
                          new JsonObject().put("outbox", these).put("replies", these.copy()))));
        });
    return pulls;
  }

  /** Matches where nothing waits any more. */
  static BulkOperation settled(String restaurantId) {
    return BulkOperation.createUpdate(
        new JsonObject()
            .put("_id", restaurantId)
            .put("outbox", new JsonObject().put("$size", 0))
            .mergeIn(NO_REPLIES),
        new JsonObject().put("$unset", new JsonObject().put("pendingSince", "")));
  }
}

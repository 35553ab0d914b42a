package dev.dizhtime.restaurant.persistence;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Envelope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import java.util.Optional;

/**
 * A restaurant as a document. Beside the restaurant it holds {@code outbox}, the snapshots that
 * wait to be published; {@code replies}, the answers to orders that wait; {@code pendingSince}, in
 * milliseconds, while there are any of both; {@code claims}, what open orders took of its stock;
 * {@code ended}, the orders that take nothing any more; and {@code contestedAt}, in milliseconds,
 * while an old snapshot of it may still be published.
 */
final class RestaurantDocument {
  static final String COLLECTION = "restaurants";

  /**
   * The events of one restaurant that may wait. When more come the oldest go unpublished: each is a
   * whole snapshot, so the later ones say all that they said. So many of the largest fit into a
   * document, of 16 MiB at most, together with the restaurant.
   */
  static final int MAX_OUTBOX = 24;

  static final JsonObject BY_ID_AND_VERSION = new JsonObject().put("_id", 1).put("version", 1);

  /** All but the outbox, which may be far larger than the restaurant. */
  static final JsonObject WITHOUT_OUTBOX =
      new JsonObject()
          .put("outbox", 0)
          .put("replies", 0)
          .put("pendingSince", 0)
          .put("claims", 0)
          .put("ended", 0)
          .put("contestedAt", 0);

  /** For lists. */
  static final JsonObject WITHOUT_MENU = WITHOUT_OUTBOX.copy().put("menu", 0);

  private RestaurantDocument() {}

  static JsonObject byId(RestaurantId id) {
    return new JsonObject().put("_id", id.toString());
  }

  static JsonObject among(JsonArray ids) {
    return new JsonObject().put("_id", new JsonObject().put("$in", ids));
  }

  static Restaurant read(JsonObject document) {
    JsonObject fields = document.copy();
    fields.put("restaurantId", fields.remove("_id"));
    if (!fields.containsKey("menu")) {
      fields.put("menu", new JsonArray());
    }
    return Json.read(fields.encode(), Restaurant.class);
  }

  /** The change and its event as one write; it matches nothing when another change was first. */
  static BulkOperation write(Change change) {
    if (change.creates()) {
      Optional<OutboxEntry> entry = change.event().map(Envelope::of).map(OutboxEntry::of);
      JsonObject fields = new JsonObject(Json.write(change.after()));
      Object id = fields.remove("restaurantId");
      JsonObject document = fields.put("_id", id).put("outbox", new JsonArray());
      entry.ifPresent(
          each -> {
            document.getJsonArray("outbox").add(each.document());
            document.put("pendingSince", each.atMillis());
          });
      return BulkOperation.createInsert(document);
    }
    return BulkOperation.createUpdate(
        atVersion(change.before().restaurantId().toString(), change.before().version()),
        update(change));
  }

  /** What a change of an existing restaurant writes, its event included. */
  static JsonObject update(Change change) {
    JsonObject fields = new JsonObject(Json.write(change.after()));
    fields.remove("restaurantId");
    JsonObject update = new JsonObject().put("$set", fields);
    change.event().ifPresent(event -> update.mergeIn(telling(event)));
    return update;
  }

  /** What is written to tell something. */
  private static JsonObject telling(Message event) {
    OutboxEntry entry = OutboxEntry.of(Envelope.of(event));
    return new JsonObject()
        .put("$push", new JsonObject().put("outbox", lastOf(entry)))
        .put("$min", new JsonObject().put("pendingSince", entry.atMillis()));
  }

  /** Tells once more how a restaurant is at present; matches nothing when it has changed. */
  static BulkOperation sayAgain(JsonObject document) {
    Restaurant present = read(document);
    return BulkOperation.createUpdate(
        atVersion(present.restaurantId().toString(), present.version()),
        telling(Change.snapshot(present)));
  }

  /** The document, if it is still at this version. An index on just these two makes it quick. */
  static JsonObject atVersion(Object id, long version) {
    return new JsonObject().put("_id", id).put("version", version);
  }

  private static JsonObject lastOf(OutboxEntry added) {
    return new JsonObject()
        .put("$each", new JsonArray().add(added.document()))
        .put("$slice", -MAX_OUTBOX);
  }
}

package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.restaurant.persistence.RestaurantDocument.COLLECTION;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.StockRefused;
import dev.dizhtime.contracts.restaurant.StockTaken;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.StockClaim;
import dev.dizhtime.restaurant.usecase.Stock;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Envelope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Stock and claims in the restaurant's own document, so that what is taken, who took it and what is
 * said about it are one write.
 */
public final class MongoStock implements Stock {
  /**
   * Open orders of a restaurant that are kept in mind; beyond that the oldest keeps what it took.
   */
  static final int MAX_CLAIMS = 500;

  /** Ended orders that are kept in mind, so that a late event of theirs takes nothing. */
  static final int MAX_ENDED = 1_000;

  /** Answers of a restaurant that wait; when there are more, orders wait. */
  static final int MAX_REPLIES = 100;

  private static final String OF_ORDER = "claims.orderId";
  private static final JsonObject WITHOUT_OUTBOX =
      new JsonObject().put("outbox", 0).put("replies", 0).put("pendingSince", 0);

  private final Mongo mongo;
  private final OutboxBell bell;

  public MongoStock(Mongo mongo, OutboxBell bell) {
    this.mongo = mongo;
    this.bell = bell;
  }

  @Override
  public Optional<Shelf> find(RestaurantId restaurantId, OrderId orderId) {
    JsonObject found =
        mongo.call(
            "findOne",
            COLLECTION,
            client ->
                client.findOne(COLLECTION, RestaurantDocument.byId(restaurantId), WITHOUT_OUTBOX));
    return Optional.ofNullable(found).map(document -> shelf(document, orderId));
  }

  private static Shelf shelf(JsonObject document, OrderId orderId) {
    String order = orderId.toString();
    Optional<StockClaim> claim =
        document.getJsonArray("claims", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .filter(each -> order.equals(each.getString("orderId")))
            .map(each -> Json.read(each.encode(), StockClaim.class))
            .findFirst();
    boolean ended = document.getJsonArray("ended", new JsonArray()).contains(order);
    return new Shelf(RestaurantDocument.read(document), claim, ended);
  }

  @Override
  public boolean take(Change change, StockClaim claim, Optional<StockTaken> answer) {
    JsonObject query = untouched(atVersion(change), claim.orderId());
    JsonObject update = RestaurantDocument.update(change);
    push(update, "claims", new JsonObject(Json.write(claim)), MAX_CLAIMS);
    answer.ifPresent(each -> say(query, update, each));
    return write(change.after().restaurantId(), query, update);
  }

  @Override
  public boolean confirm(StockTaken answer) {
    JsonObject query = untouched(RestaurantDocument.byId(answer.restaurantId()), answer.orderId());
    JsonObject update = new JsonObject();
    say(query, update, answer);
    return write(answer.restaurantId(), query, update);
  }

  @Override
  public boolean refuse(StockRefused answer) {
    JsonObject query = untouched(RestaurantDocument.byId(answer.restaurantId()), answer.orderId());
    JsonObject update = new JsonObject();
    say(query, update, answer);
    push(update, "ended", answer.orderId().toString(), MAX_ENDED);
    return write(answer.restaurantId(), query, update);
  }

  @Override
  public boolean putBack(Change change, OrderId orderId) {
    JsonObject update = RestaurantDocument.update(change);
    forget(update, orderId);
    JsonObject query = atVersion(change).put(OF_ORDER, orderId.toString());
    return write(change.after().restaurantId(), query, update);
  }

  @Override
  public boolean end(RestaurantId restaurantId, OrderId orderId) {
    JsonObject query =
        RestaurantDocument.byId(restaurantId)
            .put("ended", new JsonObject().put("$ne", orderId.toString()));
    JsonObject update = new JsonObject();
    forget(update, orderId);
    return write(restaurantId, query, update);
  }

  /** Adds an answer to what is written, if it finds room among those that wait. */
  private static void say(JsonObject query, JsonObject update, Message answer) {
    OutboxEntry entry = OutboxEntry.of(Envelope.of(answer));
    query.put("replies." + (MAX_REPLIES - 1), new JsonObject().put("$exists", false));
    if (!update.containsKey("$min")) {
      update.put("$min", new JsonObject().put("pendingSince", entry.atMillis()));
    }
    push(update, "replies", entry.document(), MAX_REPLIES);
  }

  private static JsonObject atVersion(Change change) {
    return RestaurantDocument.atVersion(
        change.before().restaurantId().toString(), change.before().version());
  }

  /** Matches only while the order has neither taken anything nor ended. */
  private static JsonObject untouched(JsonObject query, OrderId orderId) {
    JsonObject not = new JsonObject().put("$ne", orderId.toString());
    return query.copy().put(OF_ORDER, not).put("ended", not.copy());
  }

  private static void forget(JsonObject update, OrderId orderId) {
    update.put(
        "$pull",
        new JsonObject().put("claims", new JsonObject().put("orderId", orderId.toString())));
    push(update, "ended", orderId.toString(), MAX_ENDED);
  }

  private static void push(JsonObject update, String field, Object value, int max) {
    if (!update.containsKey("$push")) {
      update.put("$push", new JsonObject());
    }
    update
        .getJsonObject("$push")
        .put(field, new JsonObject().put("$each", new JsonArray().add(value)).put("$slice", -max));
  }

  private boolean write(RestaurantId restaurantId, JsonObject query, JsonObject update) {
    boolean written =
        mongo
                .call(
                    "update",
                    COLLECTION,
                    client -> client.updateCollection(COLLECTION, query, update))
                .getDocMatched()
            == 1;
    bell.ring(List.of(restaurantId));
    return written;
  }
}

package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.restaurant.persistence.RestaurantDocument.COLLECTION;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.usecase.Restaurants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClientBulkWriteResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restaurants in MongoDB. A change, and the event that tells of it, is one write of one document.
 */
public final class MongoRestaurants implements Restaurants {
  private static final Integer DUPLICATE_KEY = 11_000;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().setOrdered(false);

  private final Mongo mongo;
  private final OutboxBell bell;

  private MongoRestaurants(Mongo mongo, OutboxBell bell) {
    this.mongo = mongo;
    this.bell = bell;
  }

  /** Opens the collection, with its indexes; the bell is rung after each write of an event. */
  public static MongoRestaurants open(Mongo mongo, OutboxBell bell) {
    mongo.call(
        "createIndexes",
        COLLECTION,
        client -> client.createIndex(COLLECTION, new JsonObject().put("ownerId", 1).put("_id", 1)));
    // MongoDB finds these by _id; a server with simpler plans wants an index on just these two.
    mongo.call(
        "createIndexes",
        COLLECTION,
        client ->
            client.createIndexWithOptions(
                COLLECTION, RestaurantDocument.BY_ID_AND_VERSION, new IndexOptions().unique(true)));
    return new MongoRestaurants(mongo, bell);
  }

  @Override
  public Optional<Restaurant> find(RestaurantId id) {
    JsonObject found =
        mongo.call(
            "findOne",
            COLLECTION,
            client ->
                client.findOne(
                    COLLECTION, RestaurantDocument.byId(id), RestaurantDocument.WITHOUT_OUTBOX));
    return Optional.ofNullable(found).map(RestaurantDocument::read);
  }

  @Override
  public Map<RestaurantId, Restaurant> findAll(Collection<RestaurantId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    JsonArray wanted = new JsonArray();
    ids.forEach(id -> wanted.add(id.toString()));
    JsonObject query = new JsonObject().put("_id", new JsonObject().put("$in", wanted));
    Map<RestaurantId, Restaurant> found = new LinkedHashMap<>();
    for (JsonObject document :
        find(query, new FindOptions().setFields(RestaurantDocument.WITHOUT_OUTBOX))) {
      Restaurant restaurant = RestaurantDocument.read(document);
      found.put(restaurant.restaurantId(), restaurant);
    }
    return found;
  }

  @Override
  public List<Restaurant> of(
      UserId owner, Set<RestaurantId> others, Optional<RestaurantId> after, int limit) {
    JsonObject owned = new JsonObject().put("ownerId", owner.toString());
    JsonObject query = owned;
    if (!others.isEmpty()) {
      JsonArray ids = new JsonArray(others.stream().map(RestaurantId::toString).toList());
      JsonObject named = new JsonObject().put("_id", new JsonObject().put("$in", ids));
      query = new JsonObject().put("$or", new JsonArray().add(owned).add(named));
    }
    JsonObject page = query;
    after.ifPresent(id -> page.put("_id", new JsonObject().put("$gt", id.toString())));
    FindOptions options =
        new FindOptions()
            .setFields(RestaurantDocument.WITHOUT_MENU)
            .setSort(new JsonObject().put("_id", 1))
            .setLimit(limit);
    return find(query, options).stream().map(RestaurantDocument::read).toList();
  }

  @Override
  public boolean save(Change change) {
    return saveAll(List.of(change));
  }

  @Override
  public boolean saveAll(List<Change> changes) {
    List<BulkOperation> writes = changes.stream().map(RestaurantDocument::write).toList();
    try {
      MongoClientBulkWriteResult result =
          mongo.call(
              "bulkWrite",
              COLLECTION,
              client -> client.bulkWriteWithOptions(COLLECTION, writes, UNORDERED));
      return result.getInsertedCount() + result.getMatchedCount() == changes.size();
    } catch (MongoBulkWriteException e) {
      if (e.getWriteErrors().stream()
          .map(BulkWriteError::getCode)
          .allMatch(DUPLICATE_KEY::equals)) {
        return false;
      }
      throw e;
    } finally {
      bell.ring(
          changes.stream()
              .filter(change -> change.event().isPresent())
              .map(change -> change.after().restaurantId())
              .toList());
    }
  }

  private List<JsonObject> find(JsonObject query, FindOptions options) {
    return mongo.call(
        "find", COLLECTION, client -> client.findWithOptions(COLLECTION, query, options));
  }
}

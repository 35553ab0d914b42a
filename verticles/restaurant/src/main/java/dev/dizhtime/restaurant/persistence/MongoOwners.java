package dev.dizhtime.restaurant.persistence;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.restaurant.usecase.Owners;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.Optional;

/** Owners' names in MongoDB. */
public final class MongoOwners implements Owners {
  private static final String COLLECTION = "owners";
  private static final String NAME = "displayName";

  private final Mongo mongo;

  private MongoOwners(Mongo mongo) {
    this.mongo = mongo;
  }

  /** Opens the collection. */
  public static MongoOwners open(Mongo mongo) {
    return new MongoOwners(mongo);
  }

  @Override
  public void remember(UserId owner, String displayName) {
    JsonObject set = new JsonObject().put("$set", new JsonObject().put(NAME, displayName));
    mongo.call(
        "update",
        COLLECTION,
        client ->
            client.updateCollectionWithOptions(
                COLLECTION, byId(owner), set, new UpdateOptions().setUpsert(true)));
  }

  @Override
  public Optional<String> nameOf(UserId owner) {
    JsonObject found =
        mongo.call(
            "findOne",
            COLLECTION,
            client -> client.findOne(COLLECTION, byId(owner), new JsonObject()));
    return Optional.ofNullable(found).map(document -> document.getString(NAME));
  }

  @Override
  public void forget(UserId owner) {
    mongo.call("delete", COLLECTION, client -> client.removeDocument(COLLECTION, byId(owner)));
  }

  private static JsonObject byId(UserId owner) {
    return new JsonObject().put("_id", owner.toString());
  }
}

package dev.dizhtime.restaurant.persistence;

import com.mongodb.MongoWriteException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.UUID;

/**
 * Lets one instance at a time relay, of all in all processes. It is held for {@value #HOLD_MILLIS}
 * ms and renewed when half of that is over, so a dead holder is replaced soon. Two may believe they
 * hold it when one was stopped in mid-work; then messages leave twice, with the same ids, and the
 * outbox sees to it that the last that is said of a restaurant is how it is: what waits is marked
 * as {@link Contested} before the lease is taken from one who did not give it back.
 */
final class RelayLease {
  static final long HOLD_MILLIS = 6_000;

  private static final String COLLECTION = "leases";
  private static final String ID = "outbox";

  /** The end of one that was given back, or that nobody has had. */
  private static final long FREE = 0;

  private final Mongo mongo;
  private final Clock clock;
  private final Contested contested;
  private final String owner = UUID.randomUUID().toString();
  private boolean made;
  private long untilMillis;

  RelayLease(Mongo mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
    this.contested = new Contested(mongo, clock);
  }

  /** Whether this instance holds it, or gets it now. */
  boolean hold() {
    long now = clock.millis();
    if (now < untilMillis - HOLD_MILLIS / 2) {
      return true;
    }
    make();
    JsonArray mineOrFree =
        new JsonArray()
            .add(new JsonObject().put("owner", owner))
            .add(new JsonObject().put("until", FREE));
    long until = now + HOLD_MILLIS;
    boolean held = set(lease().put("$or", mineOrFree), until) || takesOver(now, until);
    untilMillis = held ? until : 0;
    return held;
  }

  /** Whoever renews it meanwhile keeps it; nobody can have more in hand than what was marked. */
  private boolean takesOver(long now, long until) {
    JsonObject over = lease().put("until", new JsonObject().put("$gt", FREE).put("$lt", now));
    if (mongo.call("count", COLLECTION, client -> client.count(COLLECTION, over)) == 0) {
      return false;
    }
    contested.markAllThatWait();
    return set(over, until);
  }

  private static JsonObject lease() {
    return new JsonObject().put("_id", ID);
  }

  /** Whether this instance held it when it last tried. */
  boolean held() {
    return untilMillis > 0;
  }

  /** Lets the next one have it at once. */
  void release() {
    if (held()) {
      untilMillis = 0;
      set(lease().put("owner", owner), FREE);
    }
  }

  private boolean set(JsonObject query, long until) {
    JsonObject fields = new JsonObject().put("owner", owner).put("until", until);
    return mongo
            .call(
                "update",
                COLLECTION,
                client ->
                    client.updateCollection(
                        COLLECTION, query, new JsonObject().put("$set", fields)))
            .getDocMatched()
        == 1;
  }

  private void make() {
    if (made) {
      return;
    }
    JsonObject free = lease().put("owner", "").put("until", FREE);
    try {
      mongo.call("insert", COLLECTION, client -> client.insert(COLLECTION, free));
    } catch (MongoWriteException e) {
      if (e.getCode() != 11_000) {
        throw e;
      }
    }
    made = true;
  }
}

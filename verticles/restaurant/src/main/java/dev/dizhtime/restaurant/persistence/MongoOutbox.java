package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.restaurant.persistence.RestaurantDocument.COLLECTION;

import dev.dizhtime.runtime.messaging.OutboxRelay;
import dev.dizhtime.runtime.messaging.OutboxSource;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events that wait inside the documents of restaurants.
 *
 * <p>The bell says which restaurants to look into. What it did not tell of (a crash, another
 * process) is found by a look at all that have {@code pendingSince}: an index makes that cheap on
 * MongoDB; on a server that reads everything instead, the looks get rarer, so that they never take
 * more than a twentieth of the time.
 */
public final class MongoOutbox implements OutboxSource {
  /** The restaurants that the bell told of and that are kept in mind; the look finds the others. */
  static final int MAX_RUNG = 10_000;

  /** The restaurants that are read at once; each may have several events. */
  private static final int MAX_DOCUMENTS = 100;

  private static final long LOOK_MILLIS = 500;
  private static final int LOOK_SHARE = 20;
  private static final JsonObject PENDING =
      new JsonObject().put("pendingSince", new JsonObject().put("$exists", true));
  private static final JsonObject OLDEST_FIRST = new JsonObject().put("pendingSince", 1);
  private static final JsonObject WHAT_WAITS =
      new JsonObject().put("outbox", 1).put("replies", 1).put("version", 1);

  /** A reply that was added since does not change the version, and must not be forgotten. */
  private static final JsonObject NO_REPLIES =
      new JsonObject().put("replies.0", new JsonObject().put("$exists", false));

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().setOrdered(false);

  private final Mongo mongo;
  private final RelayLease lease;
  private final Clock clock;
  private final Set<String> rung = new LinkedHashSet<>();
  private long nextLookMillis;

  /**
   * Where an event is.
   *
   * @param emptyAt the restaurant's version when it was read if this is its last event and there
   *     are no replies, else 0
   */
  private record Position(String restaurantId, String entryId, long emptyAt) {}

  MongoOutbox(Mongo mongo, RelayLease lease, Clock clock) {
    this.mongo = mongo;
    this.lease = lease;
    this.clock = clock;
  }

  /** Starts the relay. The bell that is returned wakes it, in whichever instance it is at work. */
  public static OutboxBell relay(ServiceContext service, Mongo mongo, Publisher publisher) {
    mongo.call(
        "createIndexes",
        COLLECTION,
        client ->
            client.createIndexWithOptions(
                COLLECTION, OLDEST_FIRST, new IndexOptions().sparse(true)));
    var lease = new RelayLease(mongo, service);
    var outbox = new MongoOutbox(mongo, lease, service.clock());
    service.onStop("outbox lease", lease::release);
    OutboxRelay relay = OutboxRelay.start(service, outbox, publisher);
    var bell = new OutboxBell(service.vertx());
    Runnable unlisten =
        bell.listen(
            ids -> {
              outbox.rung(ids);
              relay.wake();
            });
    service.onStop("outbox bell", unlisten::run);
    return bell;
  }

  /** These have, or may have, something to publish. */
  void rung(List<String> ids) {
    if (!lease.held()) {
      return;
    }
    if (rung.size() + ids.size() <= MAX_RUNG) {
      rung.addAll(ids);
    } else {
      nextLookMillis = 0;
    }
  }

  @Override
  public List<Waiting> next(int limit) {
    if (!lease.hold()) {
      rung.clear();
      nextLookMillis = 0;
      return List.of();
    }
    if (!rung.isEmpty()) {
      List<Waiting> batch = waitingIn(takeRung(), limit);
      if (!batch.isEmpty()) {
        return batch;
      }
    }
    return clock.millis() < nextLookMillis ? List.of() : look(limit);
  }

  private List<JsonObject> takeRung() {
    JsonArray ids = new JsonArray();
    Iterator<String> each = rung.iterator();
    while (each.hasNext() && ids.size() < MAX_DOCUMENTS) {
      ids.add(each.next());
      each.remove();
    }
    return find(
        new JsonObject().put("_id", new JsonObject().put("$in", ids)),
        new FindOptions().setLimit(MAX_DOCUMENTS));
  }

  private List<Waiting> look(int limit) {
    long start = clock.millis();
    List<JsonObject> found =
        find(PENDING, new FindOptions().setSort(OLDEST_FIRST).setLimit(MAX_DOCUMENTS));
    List<Waiting> batch = waitingIn(found, limit);
    long now = clock.millis();
    nextLookMillis = batch.isEmpty() ? now + Math.max(LOOK_MILLIS, LOOK_SHARE * (now - start)) : 0;
    return batch;
  }

  private List<JsonObject> find(JsonObject query, FindOptions options) {
    return mongo.call(
        "find",
        COLLECTION,
        client -> client.findWithOptions(COLLECTION, query, options.setFields(WHAT_WAITS)));
  }

  /**
   * The events in order, restaurant by restaurant; what exceeds the limit is left for next time.
   */
  private List<Waiting> waitingIn(List<JsonObject> documents, int limit) {
    List<Waiting> batch = new ArrayList<>();
    for (JsonObject document : documents) {
      String id = document.getString("_id");
      JsonArray replies = document.getJsonArray("replies", new JsonArray());
      JsonArray entries = document.getJsonArray("outbox", new JsonArray()).copy().addAll(replies);
      for (int i = 0; i < entries.size(); i++) {
        if (batch.size() == limit) {
          rung.add(id);
          break;
        }
        OutboxEntry entry = OutboxEntry.read(entries.getJsonObject(i), id);
        boolean last = i == entries.size() - 1 && replies.isEmpty();
        long emptyAt = last ? document.getLong("version") : 0;
        batch.add(new Waiting(new Position(id, entry.id(), emptyAt), entry.envelope()));
      }
    }
    return batch;
  }

  @Override
  public void published(List<Waiting> done) {
    Map<String, JsonArray> entries = new LinkedHashMap<>();
    List<BulkOperation> empties = new ArrayList<>();
    for (Waiting each : done) {
      Position position = (Position) each.position();
      entries
          .computeIfAbsent(position.restaurantId(), _ -> new JsonArray())
          .add(position.entryId());
      if (position.emptyAt() > 0) {
        empties.add(empty(position));
      }
    }
    // Mostly the restaurant has not changed since and all that waits has gone: one write forgets
    // it.
    if (empties.isEmpty() || write(empties) < entries.size()) {
      write(entries.entrySet().stream().map(each -> pull(each.getKey(), each.getValue())).toList());
      write(entries.keySet().stream().map(MongoOutbox::settle).toList());
      rung(List.copyOf(entries.keySet()));
    }
  }

  private static BulkOperation empty(Position position) {
    return BulkOperation.createUpdate(
        RestaurantDocument.atVersion(position.restaurantId(), position.emptyAt())
            .mergeIn(NO_REPLIES),
        new JsonObject()
            .put("$set", new JsonObject().put("outbox", new JsonArray()))
            .put("$unset", new JsonObject().put("pendingSince", "")));
  }

  private static BulkOperation pull(String restaurantId, JsonArray entryIds) {
    JsonObject these = new JsonObject().put("id", new JsonObject().put("$in", entryIds));
    return BulkOperation.createUpdate(
        new JsonObject().put("_id", restaurantId),
        new JsonObject()
            .put("$pull", new JsonObject().put("outbox", these).put("replies", these.copy())));
  }

  private static BulkOperation settle(String restaurantId) {
    return BulkOperation.createUpdate(
        new JsonObject()
            .put("_id", restaurantId)
            .put("outbox", new JsonObject().put("$size", 0))
            .mergeIn(NO_REPLIES),
        new JsonObject().put("$unset", new JsonObject().put("pendingSince", "")));
  }

  private long write(List<BulkOperation> operations) {
    return mongo
        .call(
            "bulkWrite",
            COLLECTION,
            client -> client.bulkWriteWithOptions(COLLECTION, operations, UNORDERED))
        .getMatchedCount();
  }

  @Override
  public long waiting() {
    return mongo.call("count", COLLECTION, client -> client.count(COLLECTION, PENDING));
  }

  @Override
  public long lagMillis() {
    FindOptions oldest =
        new FindOptions().setSort(OLDEST_FIRST).setLimit(1).setFields(OLDEST_FIRST);
    List<JsonObject> found =
        mongo.call(
            "find", COLLECTION, client -> client.findWithOptions(COLLECTION, PENDING, oldest));
    return found.isEmpty()
        ? 0
        : Math.max(0, clock.millis() - found.getFirst().getLong("pendingSince"));
  }
}

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
import java.util.stream.Collectors;

/**
 * The events that wait inside the documents of restaurants.
 *
 * <p>The bell says which restaurants to look into. What it did not tell of (a crash, another
 * process) is found by a look at all that have {@code pendingSince}: an index makes that cheap on
 * MongoDB; on a server that reads everything instead, the looks get rarer, so that they never take
 * more than a twentieth of the time.
 *
 * <p>Two relays may have published the same, when one of them was stopped in mid-work; then a
 * record of an old snapshot may have come last, and a compacted topic would keep that one. Of the
 * two the one that forgets it second finds it gone, and has the restaurant told once more as it is.
 * Where it is killed before that, {@link Contested} has it told.
 *
 * <p>What can never be published is moved to a collection of its own, {@value #ASIDE}.
 */
public final class MongoOutbox implements OutboxSource {
  /** The restaurants that the bell told of and that are kept in mind; the look finds the others. */
  static final int MAX_RUNG = 10_000;

  /** The restaurants that are read at once; each may have several events. */
  private static final int MAX_DOCUMENTS = 100;

  private static final String ASIDE = "outboxAside";
  private static final long LOOK_MILLIS = 500;
  private static final int LOOK_SHARE = 20;
  static final JsonObject PENDING =
      new JsonObject().put("pendingSince", new JsonObject().put("$exists", true));
  private static final JsonObject OLDEST_FIRST = new JsonObject().put("pendingSince", 1);
  private static final JsonObject WHAT_WAITS =
      new JsonObject().put("outbox", 1).put("replies", 1).put("version", 1);

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().setOrdered(false);

  private final Mongo mongo;
  private final RelayLease lease;
  private final Clock clock;
  private final Contested contested;
  private final Set<String> rung = new LinkedHashSet<>();

  /** Those that are to be told once more. */
  private final Set<String> overtaken = new LinkedHashSet<>();

  /** Those that we may be publishing. */
  private Set<String> inHand = Set.of();

  private long nextLookMillis;

  MongoOutbox(Mongo mongo, RelayLease lease, Clock clock) {
    this.mongo = mongo;
    this.lease = lease;
    this.clock = clock;
    this.contested = new Contested(mongo, clock);
  }

  /** Starts the relay. The bell that is returned wakes it, in whichever instance it is at work. */
  public static OutboxBell relay(ServiceContext service, Mongo mongo, Publisher publisher) {
    mongo.call(
        "createIndexes",
        COLLECTION,
        client ->
            client.createIndexWithOptions(
                COLLECTION, OLDEST_FIRST, new IndexOptions().sparse(true)));
    new Contested(mongo, service.clock()).index();
    var lease = new RelayLease(mongo, service.clock());
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
    sayAgain();
    List<Waiting> batch = lease.hold() ? found(limit) : List.of();
    // To find them may have taken longer than the lease lasts.
    if (lease.hold()) {
      inHand = WhatWaits.entries(batch).keySet();
      return batch;
    }
    rung.clear();
    nextLookMillis = 0;
    return List.of();
  }

  /** Of one that has lost the lease and is still at it nobody knows how long it takes. */
  @Override
  public void keep() {
    if (!lease.hold()) {
      contested.mark(inHand);
    }
  }

  private List<Waiting> found(int limit) {
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
    return find(RestaurantDocument.among(ids), waiting(MAX_DOCUMENTS));
  }

  private static FindOptions waiting(int limit) {
    return new FindOptions().setLimit(limit).setFields(WHAT_WAITS);
  }

  private List<Waiting> look(int limit) {
    long start = clock.millis();
    List<JsonObject> found = find(PENDING, waiting(MAX_DOCUMENTS).setSort(OLDEST_FIRST));
    List<Waiting> batch = waitingIn(found, limit);
    long now = clock.millis();
    nextLookMillis = batch.isEmpty() ? now + Math.max(LOOK_MILLIS, LOOK_SHARE * (now - start)) : 0;
    return batch;
  }

  private List<JsonObject> find(JsonObject query, FindOptions options) {
    return mongo.call(
        "find", COLLECTION, client -> client.findWithOptions(COLLECTION, query, options));
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
        batch.add(
            new Waiting(new WhatWaits.Position(id, entry.id(), emptyAt, i), entry.envelope()));
      }
    }
    return batch;
  }

  @Override
  public void published(List<Waiting> done) {
    Map<String, WhatWaits.Entries> entries = WhatWaits.entries(done);
    List<BulkOperation> empties =
        done.stream()
            .map(each -> (WhatWaits.Position) each.position())
            .filter(position -> position.emptyAt() > 0)
            .map(WhatWaits::empty)
            .toList();
    // Mostly the restaurant has not changed since and all that waits has gone: one write forgets
    // it.
    long emptied = write(empties);
    if (emptied < entries.size()) {
      forget(entries, emptied);
      sayAgain();
    }
  }

  /**
   * Forgets what was published, where that is not done yet.
   *
   * @param emptied how many of these restaurants we have just emptied
   */
  private void forget(Map<String, WhatWaits.Entries> entries, long emptied) {
    Map<String, WhatWaits.Entries> there = new LinkedHashMap<>(entries);
    there.keySet().removeAll(gone(entries));
    boolean others = entries.size() - there.size() > emptied;
    if (others || write(WhatWaits.without(there, true)) < there.size()) {
      entries.forEach(
          (id, each) -> {
            if (!each.snapshots().isEmpty()) {
              overtaken.add(id);
            }
          });
      write(WhatWaits.without(entries, false));
    }
    settle(entries.keySet());
  }

  /** The restaurants that have not all of these snapshots any more. */
  private Set<String> gone(Map<String, WhatWaits.Entries> entries) {
    Set<String> gone = new LinkedHashSet<>();
    for (JsonObject document :
        find(
            RestaurantDocument.among(new JsonArray(List.copyOf(entries.keySet()))),
            waiting(entries.size()))) {
      Set<Object> there =
          document.getJsonArray("outbox", new JsonArray()).stream()
              .map(each -> ((JsonObject) each).getString("id"))
              .collect(Collectors.toSet());
      String id = document.getString("_id");
      if (!there.containsAll(entries.get(id).snapshots().getList())) {
        gone.add(id);
      }
    }
    return gone;
  }

  private void settle(Set<String> restaurantIds) {
    write(restaurantIds.stream().map(WhatWaits::settled).toList());
    rung(List.copyOf(restaurantIds));
  }

  /** One that changes at this very moment is told next time. */
  private void sayAgain() {
    if (lease.held()) {
      overtaken.addAll(contested.due());
    }
    for (String id : List.copyOf(overtaken)) {
      List<JsonObject> found =
          find(
              new JsonObject().put("_id", id),
              new FindOptions().setFields(RestaurantDocument.WITHOUT_OUTBOX));
      if (write(found.stream().map(RestaurantDocument::sayAgain).toList()) == found.size()) {
        write(List.of(contested.told(id)));
        overtaken.remove(id);
        rung(List.of(id));
      }
    }
  }

  @Override
  public void setAside(List<Waiting> unsendable) {
    for (Waiting each : unsendable) {
      JsonObject entry = OutboxEntry.of(each.envelope()).document();
      entry.put("_id", entry.remove("id")).put("asideAt", clock.millis());
      mongo.call("save", ASIDE, client -> client.save(ASIDE, entry));
    }
    Map<String, WhatWaits.Entries> entries = WhatWaits.entries(unsendable);
    write(WhatWaits.without(entries, false));
    settle(entries.keySet());
  }

  private long write(List<BulkOperation> operations) {
    if (operations.isEmpty()) {
      return 0;
    }
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
  public long aside() {
    return mongo.call("count", ASIDE, client -> client.count(ASIDE, new JsonObject()));
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

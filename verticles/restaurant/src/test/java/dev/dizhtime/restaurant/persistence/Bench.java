package dev.dizhtime.restaurant.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.restaurant.RestaurantConfig;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Origin;
import dev.dizhtime.restaurant.model.Profile;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The documents without the service around them: what is done to them is done by hand. */
record Bench(ServiceContext service, Mongo mongo, MongoRestaurants restaurants) {
  private static final Profile PROFILE =
      new Profile(
          "Luigi", "Pizza", new Place("1 Main St", new GeoPoint(40, -73)), "UTC", "USD", null);

  /** What is done on it. */
  interface Case {
    void run(Bench bench) throws Exception;
  }

  /** A database of the case's own. */
  static Map<String, String> environment(Infrastructure infra) {
    Map<String, String> env = infra.environment("restaurant");
    env.put("DIZHTIME_INSTANCES", "1");
    env.put(
        "DIZHTIME_MONGO_URI",
        infra.mongoUri("outbox" + UUID.randomUUID().toString().substring(0, 8)));
    return env;
  }

  static void run(Map<String, String> env, Case each) {
    Service alone =
        new Service(
            "restaurant",
            () ->
                service -> {
                  var config = RestaurantConfig.from(service.env());
                  var mongo = Mongo.open(service, config.mongoUri(), config.mongoDatabase());
                  var bell = new OutboxBell(service.vertx());
                  each.run(new Bench(service, mongo, MongoRestaurants.open(mongo, bell)));
                });
    ServiceRunner.start(alone, Env.of(env)).close();
  }

  MongoOutbox outbox() {
    return outbox(service.clock());
  }

  MongoOutbox outbox(Clock clock) {
    return new MongoOutbox(mongo, new RelayLease(mongo, clock), clock);
  }

  Restaurant published(String sourceId) {
    return published(sourceId, List.of());
  }

  Restaurant published(String sourceId, List<MenuItem> menu) {
    Restaurant made = example(sourceId, menu);
    assertThat(restaurants.save(new Change(null, made))).isTrue();
    return made;
  }

  /** One that is published, and nowhere yet. */
  static Restaurant example(String sourceId, List<MenuItem> menu) {
    return Restaurant.imported(
        new Origin("test", sourceId),
        new UserId(UUID.randomUUID()),
        PROFILE,
        menu,
        Instant.parse("2026-01-01T10:00:00Z"));
  }

  Restaurant renamed(Restaurant before, String name) {
    Profile profile = new Profile(name, "Pizza", before.profile().place(), "UTC", "USD", null);
    return saved(before, before.reimported(profile, before.menu(), before.updatedAt()));
  }

  Restaurant saved(Restaurant before, Restaurant after) {
    assertThat(restaurants.save(new Change(before, after))).isTrue();
    return after;
  }
}

package dev.dizhtime.restaurant.persistence;

import dev.dizhtime.contracts.RestaurantId;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells every instance in this process which restaurants have something to publish, because only
 * one of them relays. A ring may get lost: the relay also looks by itself.
 */
public final class OutboxBell {
  private static final String ADDRESS = "dizhtime.restaurant.outbox";
  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setTracingPolicy(TracingPolicy.IGNORE);

  private final Vertx vertx;

  OutboxBell(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Says that these have, or may have, something to publish. */
  void ring(List<RestaurantId> restaurants) {
    if (!restaurants.isEmpty()) {
      List<String> ids = restaurants.stream().map(RestaurantId::toString).toList();
      vertx.eventBus().publish(ADDRESS, new JsonArray(ids), LOCAL);
    }
  }

  /** Calls the listener with ids, on the caller's own context. */
  Runnable listen(Consumer<List<String>> listener) {
    var consumer =
        vertx
            .eventBus()
            .<JsonArray>localConsumer(
                ADDRESS,
                rung -> listener.accept(rung.body().stream().map(String::valueOf).toList()));
    return consumer::unregister;
  }
}

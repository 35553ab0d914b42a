package dev.dizhtime.restaurant.http;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import dev.dizhtime.restaurant.model.Actor;
import dev.dizhtime.restaurant.model.Refusal;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.usecase.ManageRestaurants;
import dev.dizhtime.restaurant.usecase.Outcome;
import dev.dizhtime.restaurant.usecase.Owners;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.IfMatch;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One restaurant at a time, for its owner and for customers. */
public final class RestaurantHttp {
  private static final Logger LOG = LoggerFactory.getLogger(RestaurantHttp.class);
  private static final String ID = "restaurantId";
  private static final int DEFAULT_LIMIT = 20;

  private final ManageRestaurants manage;
  private final Owners owners;
  private final MeterRegistry meters;

  public RestaurantHttp(ManageRestaurants manage, Owners owners, MeterRegistry meters) {
    this.manage = manage;
    this.owners = owners;
    this.meters = meters;
  }

  /** Makes a draft. */
  public Reply create(Call call) {
    var body = call.body(RestaurantBody.New.class);
    List<OpeningPeriod> hours = body.openingHours() == null ? List.of() : body.openingHours();
    Outcome outcome = manage.create(call.caller().userId(), body.profile(), hours);
    Restaurant made = done(call, null, outcome);
    return withTag(
        Reply.created("/api/restaurants/" + made.restaurantId(), body(call, made)), made);
  }

  /** One restaurant; a draft only for those who manage it. */
  public Reply get(Call call) {
    RestaurantId id = id(call);
    Restaurant seen =
        manage
            .see(call.findCaller().map(RestaurantHttp::actor), id)
            .orElseThrow(() -> Problem.notFound("restaurant", id).exception());
    return withTag(Reply.ok(body(call, seen)), seen);
  }

  /** The caller's own. */
  public Reply list(Call call) {
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    List<Restaurant> found = manage.of(actor(call.caller()), cursor(call), limit + 1);
    List<Restaurant> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? page.getLast().restaurantId().toString() : null;
    return Reply.ok(new RestaurantPage(page.stream().map(RestaurantBody::inList).toList(), next));
  }

  /** Replaces the menu of the version that the caller has seen. */
  public Reply replaceMenu(Call call) {
    OptionalLong version = IfMatch.version(call, "restaurant");
    var items = call.body(MenuBody.class).items();
    return changed(call, manage.replaceMenu(actor(call.caller()), id(call), version, items));
  }

  /** Says when the version that the caller has seen is open. */
  public Reply setHours(Call call) {
    OptionalLong version = IfMatch.version(call, "restaurant");
    var body = call.body(RestaurantBody.Hours.class);
    return changed(
        call,
        manage.setHours(
            actor(call.caller()), id(call), version, body.timeZone(), body.openingHours()));
  }

  /** Says how many of an item are left. */
  public Reply setStock(Call call) {
    var body = call.body(RestaurantBody.Stock.class);
    MenuItemId item = call.pathId("itemId", MenuItemId::new);
    return changed(
        call,
        manage.setStock(actor(call.caller()), id(call), item, body.stock(), body.available()));
  }

  /** Shows it to customers. */
  public Reply publish(Call call) {
    return changed(call, manage.publish(actor(call.caller()), id(call)));
  }

  /** Hides it from customers. */
  public Reply unpublish(Call call) {
    return changed(call, manage.unpublish(actor(call.caller()), id(call)));
  }

  /** Takes orders from now on. */
  public Reply open(Call call) {
    return changed(call, manage.open(actor(call.caller()), id(call)));
  }

  /** Takes no orders from now on. */
  public Reply close(Call call) {
    return changed(call, manage.close(actor(call.caller()), id(call)));
  }

  private Reply changed(Call call, Outcome outcome) {
    Restaurant restaurant = done(call, id(call), outcome);
    return withTag(Reply.ok(body(call, restaurant)), restaurant);
  }

  private Restaurant done(Call call, RestaurantId id, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused(Refusal refusal) -> throw problem(refusal, id).exception();
      case Outcome.Done done -> {
        Restaurant now = done.restaurant();
        if (!done.change().nothing()) {
          meters
              .counter("dizhtime.restaurant.changes", "operation", call.operationId())
              .increment();
          LOG.info(
              "restaurant {} is {} at version {} after {}",
              now.restaurantId(),
              now.status(),
              now.version(),
              call.operationId());
        }
        return now;
      }
    }
  }

  private static Problem problem(Refusal refusal, RestaurantId id) {
    return switch (refusal) {
      case Refusal.Unknown _ -> Problem.notFound("restaurant", id);
      case Refusal.UnknownItem(MenuItemId item) -> Problem.notFound("item", item);
      case Refusal.Stale(long present) -> IfMatch.stale(present);
      case Refusal.Impossible(String kind, String why) -> Problem.conflict(kind, why);
      case Refusal.Unacceptable(String field, String why) -> Problem.unacceptable(field, why);
    };
  }

  private RestaurantBody body(Call call, Restaurant restaurant) {
    boolean manages = call.findCaller().filter(c -> actor(c).worksAt(restaurant)).isPresent();
    return RestaurantBody.of(
        restaurant, manages ? owners.nameOf(restaurant.ownerId()) : Optional.empty());
  }

  private static Reply withTag(Reply reply, Restaurant restaurant) {
    return reply.with("etag", IfMatch.tag(restaurant.version()));
  }

  private static Optional<RestaurantId> cursor(Call call) {
    try {
      return call.query("cursor").map(RestaurantId::of);
    } catch (IllegalArgumentException _) {
      throw Problem.malformed("cursor", "must be a nextCursor of an answer").exception();
    }
  }

  private static RestaurantId id(Call call) {
    return call.pathId(ID, RestaurantId::new);
  }

  private static Actor actor(Caller caller) {
    return new Actor(caller.userId(), caller.is(Role.ADMIN), caller.staff());
  }
}

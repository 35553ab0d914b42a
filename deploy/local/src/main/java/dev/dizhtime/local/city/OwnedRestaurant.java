package dev.dizhtime.local.city;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.Blueprint.Restaurant;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Secrets;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The one restaurant whose owner made it by hand: created, given a menu, published, opened. Each
 * step is taken only when it is not yet, so this is both how it is made and how it is found again.
 */
public final class OwnedRestaurant {
  private static final String PUBLISHED = "PUBLISHED";

  private final GatewayClient gateway;
  private final Secrets secrets;

  public OwnedRestaurant(GatewayClient gateway, Secrets secrets) {
    this.gateway = gateway;
    this.secrets = secrets;
  }

  /** Its owner, and what the platform knows of it. */
  public record Found(User owner, JsonNode restaurant) {
    /** The platform's id. */
    public String id() {
      return restaurant.path("restaurantId").asText();
    }

    /** Where it is. */
    public Blueprint.Point point() {
      var location = restaurant.path("place").path("location");
      return new Blueprint.Point(location.path("lat").asDouble(), location.path("lon").asDouble());
    }
  }

  /** It, open for orders. */
  public Found open() {
    var owner = User.registered(gateway, secrets.of("restaurant").getFirst());
    var plan = Blueprint.restaurants().getFirst();
    var restaurant = mine(owner, plan);
    var path = "/api/restaurants/" + restaurant.path("restaurantId").asText();
    if (restaurant.path("menu").isEmpty()) {
      restaurant =
          owner
              .put(
                  path + "/menu",
                  Map.of("items", Blueprint.menu(plan.cuisine())),
                  etag(owner, path))
              .orThrow("Writing the menu of " + plan.name());
    }
    if (!PUBLISHED.equals(restaurant.path("status").asText())) {
      restaurant = owner.post(path + "/publish", null).orThrow("Publishing " + plan.name());
    }
    if (!restaurant.path("open").asBoolean()) {
      restaurant = owner.post(path + "/open", null).orThrow("Opening " + plan.name());
    }
    return new Found(owner, restaurant);
  }

  private static JsonNode mine(User owner, Restaurant plan) {
    var items = owner.read("/api/restaurants?mine=true").path("items");
    var found =
        StreamSupport.stream(items.spliterator(), false)
            .filter(one -> plan.name().equals(one.path("name").asText()))
            .findFirst();
    return found
        .map(one -> owner.read("/api/restaurants/" + one.path("restaurantId").asText()))
        .orElseGet(
            () -> owner.post("/api/restaurants", plan.json()).orThrow("Creating " + plan.name()));
  }

  private static String etag(User owner, String path) {
    Answer answer = owner.get(path);
    answer.orThrow("Reading " + path);
    return answer.header("etag");
  }
}

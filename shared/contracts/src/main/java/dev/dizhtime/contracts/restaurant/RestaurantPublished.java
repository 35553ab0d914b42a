package dev.dizhtime.contracts.restaurant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A restaurant as customers see it from now on: the whole snapshot, menu included. A later version
 * replaces an earlier one.
 *
 * @param version counts up from 1 with each change; readers ignore a lower one than they have
 * @param ownerId who may answer the restaurant's orders
 * @param cuisine e.g. "Pizza"
 * @param timeZone an IANA name, e.g. "America/New_York"
 * @param currency ISO 4217, of every price on the menu
 * @param hygieneGrade from a public inspection, e.g. "A"; null when unknown
 * @param open whether it takes orders at present, if its hours allow it
 * @param openingHours in {@code timeZone}; none: at all times
 */
@MessageType(value = "dizhtime.restaurant.published.v1", topic = Topic.RESTAURANTS)
public record RestaurantPublished(
    RestaurantId restaurantId,
    long version,
    UserId ownerId,
    String name,
    String cuisine,
    Place place,
    String timeZone,
    String currency,
    @JsonInclude(JsonInclude.Include.NON_NULL) String hygieneGrade,
    boolean open,
    List<MenuItem> menu,
    Instant publishedAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<OpeningPeriod> openingHours)
    implements Message {
  public RestaurantPublished {
    menu = List.copyOf(menu);
    openingHours = openingHours == null ? List.of() : List.copyOf(openingHours);
  }

  /** A restaurant that is open at all times. */
  public RestaurantPublished(
      RestaurantId restaurantId,
      long version,
      UserId ownerId,
      String name,
      String cuisine,
      Place place,
      String timeZone,
      String currency,
      String hygieneGrade,
      boolean open,
      List<MenuItem> menu,
      Instant publishedAt) {
    this(
        restaurantId,
        version,
        ownerId,
        name,
        cuisine,
        place,
        timeZone,
        currency,
        hygieneGrade,
        open,
        menu,
        publishedAt,
        List.of());
  }

  @Override
  public String key() {
    return restaurantId.toString();
  }
}

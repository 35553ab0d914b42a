package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.GeoPoint;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a restaurant may say of itself. */
public final class ProfileRules {
  /** The longest name, in characters. */
  public static final int MAX_NAME = 120;

  /** The longest cuisine, in characters. */
  public static final int MAX_CUISINE = 80;

  /** The longest address, in characters. */
  public static final int MAX_ADDRESS = 300;

  /** The longest hygiene grade, in characters. */
  public static final int MAX_GRADE = 20;

  private static final List<Function<Profile, Optional<Refusal.Unacceptable>>> RULES =
      List.of(
          p -> Texts.line("name", p.name(), MAX_NAME),
          p -> Texts.line("cuisine", p.cuisine(), MAX_CUISINE),
          p -> p.place() == null ? refuse("place", "is missing") : Optional.empty(),
          p -> Texts.line("place.address", p.place().address(), MAX_ADDRESS),
          p -> onEarth(p.place().location()),
          p -> zoned(p.timeZone()),
          p -> currency(p.currency()),
          p ->
              p.hygieneGrade() == null
                  ? Optional.empty()
                  : Texts.line("hygieneGrade", p.hygieneGrade(), MAX_GRADE));

  private ProfileRules() {}

  /** The first rule that is broken, if any. */
  public static Optional<Refusal.Unacceptable> broken(Profile profile) {
    return RULES.stream().flatMap(rule -> rule.apply(profile).stream()).findFirst();
  }

  /** Lists write 0 where they know no place; no restaurant stands on those two lines. */
  private static Optional<Refusal.Unacceptable> onEarth(GeoPoint location) {
    return location.lat() == 0 || location.lon() == 0
        ? refuse("place.location", "lat and lon must not be 0")
        : Optional.empty();
  }

  private static Optional<Refusal.Unacceptable> zoned(String timeZone) {
    return timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone)
        ? Optional.empty()
        : refuse("timeZone", "must be an IANA time zone, e.g. America/New_York");
  }

  private static Optional<Refusal.Unacceptable> currency(String code) {
    try {
      Currency.getInstance(code == null ? "" : code);
      return Optional.empty();
    } catch (IllegalArgumentException _) {
      return refuse("currency", "must be an ISO 4217 code, e.g. USD");
    }
  }

  private static Optional<Refusal.Unacceptable> refuse(String field, String why) {
    return Optional.of(new Refusal.Unacceptable(field, why));
  }
}

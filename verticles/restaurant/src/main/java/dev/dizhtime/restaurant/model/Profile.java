package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.Place;

/**
 * What a restaurant tells of itself, menu aside.
 *
 * @param name 1 to 120 characters
 * @param cuisine 1 to 80 characters, e.g. "Pizza"
 * @param timeZone an IANA name
 * @param currency ISO 4217, of every price on the menu
 * @param hygieneGrade from a public inspection; null when unknown
 */
public record Profile(
    String name,
    String cuisine,
    Place place,
    String timeZone,
    String currency,
    String hygieneGrade) {
  /** The same by another clock. */
  public Profile in(String otherTimeZone) {
    return new Profile(name, cuisine, place, otherTimeZone, currency, hygieneGrade);
  }
}

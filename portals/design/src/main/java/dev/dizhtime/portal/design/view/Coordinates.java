package dev.dizhtime.portal.design.view;

import dev.dizhtime.contracts.GeoPoint;
import java.util.Optional;

/** Positions as people type them. */
public final class Coordinates {
  private Coordinates() {}

  /** "40.75" or "40,75" for each; empty when that is no place on the earth. */
  public static Optional<GeoPoint> point(String lat, String lon) {
    try {
      return Optional.of(new GeoPoint(degrees(lat), degrees(lon)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static double degrees(String typed) {
    return Double.parseDouble(typed.strip().replace(',', '.'));
  }
}

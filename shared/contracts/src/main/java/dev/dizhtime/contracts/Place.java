package dev.dizhtime.contracts;

import java.util.Objects;

/**
 * Where something is picked up or dropped off.
 *
 * @param address one line for people, 1 to 300 characters
 * @param location where that is
 */
public record Place(String address, GeoPoint location) {
  public Place {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(location, "location");
  }
}

package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Coordinates;
import java.util.Optional;

/**
 * Where an order is to be brought, as it stands in the form. The restaurant's own position is never
 * proposed: an order would go there at no distance, and nobody would notice.
 */
record Dropoff(String address, String lat, String lon) {
  private static final Dropoff UNKNOWN = new Dropoff("", "", "");
  private static final int UNAUTHORIZED = 401;

  /** What was typed. */
  static Dropoff typed(Exchange exchange) {
    return new Dropoff(
        exchange.form("address").orElse(""),
        exchange.form("lat").orElse(""),
        exchange.form("lon").orElse(""));
  }

  /**
   * Before anything is typed: the position that was searched around, else the place of the newest
   * order, else nothing.
   */
  static Dropoff proposed(Exchange exchange) {
    return Coordinates.point(exchange.query("lat").orElse(""), exchange.query("lon").orElse(""))
        .map(here -> at("", here))
        .or(() -> ofTheNewestOrder(exchange))
        .orElse(UNKNOWN);
  }

  /** As the platform takes it; empty when there is no address or no position. */
  Optional<Place> place() {
    try {
      return address.isEmpty()
          ? Optional.empty()
          : Coordinates.point(lat, lon).map(point -> new Place(address, point));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Nothing when it can't be read: a menu is of use without it. */
  private static Optional<Dropoff> ofTheNewestOrder(Exchange exchange) {
    if (exchange.login().isEmpty()) {
      return Optional.empty();
    }
    try {
      ApiRequest newest = ApiRequest.get("/api/orders").with("as", "customer").with("limit", "1");
      return exchange.api(newest, OrderPages.Orders.class).items().stream()
          .findFirst()
          .map(Order::dropoff)
          .map(place -> at(place.address(), place.location()));
    } catch (ApiProblemException e) {
      if (e.problem().status() == UNAUTHORIZED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Dropoff at(String address, GeoPoint point) {
    return new Dropoff(address, Double.toString(point.lat()), Double.toString(point.lon()));
  }
}

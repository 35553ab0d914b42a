package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.runtime.http.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A driver's shift and position. */
final class ShiftPages {
  private final Clock clock;

  ShiftPages(Clock clock) {
    this.clock = clock;
  }

  /** A shift as the platform answers it; no location before the first one. */
  record Shift(boolean online, GeoPoint location) {}

  private record Position(GeoPoint location) {}

  static Shift shiftOf(Exchange exchange) {
    return exchange.api(ApiRequest.get("/api/deliveries/shift"), Shift.class);
  }

  void keep(Exchange exchange) {
    boolean online = exchange.form("online").filter("true"::equals).isPresent();
    Shift shift = new Shift(online, location(exchange));
    exchange.api(ApiRequest.put("/api/deliveries/shift", shift), Void.class);
    exchange.redirect(DriverVerticle.SITE.home() + (online ? "?shift=online" : "?shift=offline"));
  }

  /** What the script sends from time to time while the driver is online and lets it. */
  void move(Exchange exchange) {
    Position position = new Position(location(exchange));
    exchange.api(ApiRequest.put("/api/deliveries/position", position), Void.class);
    exchange.show(
        TaskPages.PAGE.part("track"), Map.of("sharedAt", clock.instant(), "sharing", true));
  }

  private static GeoPoint location(Exchange exchange) {
    try {
      return new GeoPoint(
          Double.parseDouble(exchange.form("lat").orElse("")),
          Double.parseDouble(exchange.form("lon").orElse("")));
    } catch (IllegalArgumentException e) {
      throw new ApiProblem(
              null, 422, null, null, List.of(new Problem.FieldError("location", e.getMessage())))
          .exception();
    }
  }
}

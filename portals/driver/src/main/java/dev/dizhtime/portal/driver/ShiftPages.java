package dev.dizhtime.portal.driver;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Coordinates;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A driver's shift and position. */
final class ShiftPages {
  private static final int WRONG = 422;

  private final Clock clock;
  private final TaskPages tasks;

  ShiftPages(Clock clock, TaskPages tasks) {
    this.clock = clock;
    this.tasks = tasks;
  }

  /** A shift as the platform answers it; no location before the first one. */
  record Shift(boolean online, GeoPoint location) {}

  private record Position(GeoPoint location) {}

  static Shift shiftOf(Exchange exchange) {
    return exchange.api(ApiRequest.get("/api/deliveries/shift"), Shift.class);
  }

  void keep(Exchange exchange) {
    boolean online = exchange.form("online").filter("true"::equals).isPresent();
    Optional<GeoPoint> location = location(exchange);
    if (location.isEmpty()) {
      String lat = exchange.form("lat").orElse("");
      String lon = exchange.form("lon").orElse("");
      tasks.show(exchange, WRONG, Map.of("positionWrong", true, "lat", lat, "lon", lon));
      return;
    }
    Shift shift = new Shift(online, location.get());
    exchange.api(ApiRequest.put("/api/deliveries/shift", shift), Void.class);
    exchange.redirect(DriverVerticle.SITE.home() + (online ? "?shift=online" : "?shift=offline"));
  }

  /** What the script sends from time to time while the driver is online and lets it. */
  void move(Exchange exchange) {
    Position position = new Position(location(exchange).orElseThrow(ShiftPages::noPosition));
    exchange.api(ApiRequest.put("/api/deliveries/position", position), Void.class);
    exchange.show(
        TaskPages.PAGE.part("track"), Map.of("sharedAt", clock.instant(), "sharing", true));
  }

  private static Optional<GeoPoint> location(Exchange exchange) {
    return Coordinates.point(exchange.form("lat").orElse(""), exchange.form("lon").orElse(""));
  }

  /** The script's own mistake: nobody has typed it. */
  private static ApiProblemException noPosition() {
    return new ApiProblem(null, WRONG, null, null, List.of()).exception();
  }
}

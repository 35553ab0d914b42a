package dev.dizhtime.order.model;

import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * When a restaurant is open, week by week.
 *
 * <p>Periods are said by the clock on the restaurant's wall and last from instant to instant. When
 * clocks go forward, a time that is left out is the instant of the change: a period that lies in
 * the gap is empty that night. When clocks go back, a time that comes twice is the first of both: a
 * restaurant that closes at half past one does not open again an hour later.
 *
 * @param periods none: open at all times
 */
record OpeningHours(List<OpeningPeriod> periods, ZoneId zone) {
  OpeningHours {
    periods = List.copyOf(periods);
  }

  /**
   * The restaurant's hours; empty when its time zone is none, and nobody can tell when it opens.
   */
  static Optional<OpeningHours> of(RestaurantPublished restaurant) {
    try {
      return Optional.of(
          new OpeningHours(restaurant.openingHours(), ZoneId.of(restaurant.timeZone())));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Whether it is open at an instant. */
  boolean openAt(Instant at) {
    LocalDate today = at.atZone(zone).toLocalDate();
    return periods.isEmpty()
        || periods.stream()
            .anyMatch(
                period -> covers(period, today, at) || covers(period, today.minusDays(1), at));
  }

  /** Whether the period that begins on that day lasts at the instant. */
  private boolean covers(OpeningPeriod period, LocalDate day, Instant at) {
    if (day.getDayOfWeek() != period.day()) {
      return false;
    }
    boolean overMidnight = !period.closes().isAfter(period.opens());
    Instant opens = instant(day.atTime(period.opens()));
    Instant closes = instant((overMidnight ? day.plusDays(1) : day).atTime(period.closes()));
    return !at.isBefore(opens) && at.isBefore(closes);
  }

  private Instant instant(LocalDateTime onTheWall) {
    ZoneOffsetTransition change = zone.getRules().getTransition(onTheWall);
    return change != null && change.isGap()
        ? change.getInstant()
        : onTheWall.atZone(zone).toInstant();
  }
}

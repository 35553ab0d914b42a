package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a restaurant is open, by the clock on its wall.
 *
 * @param periods none: at all times
 */
record Hours(List<OpeningPeriod> periods, ZoneId zone) {
  private static final int DAYS_AHEAD = 8;

  /** One opening, from inclusive to exclusive. */
  private record Span(ZonedDateTime from, ZonedDateTime to) {}

  static Hours of(List<OpeningPeriod> periods, String timeZone) {
    return new Hours(periods == null ? List.of() : List.copyOf(periods), zone(timeZone));
  }

  boolean openAt(Instant instant) {
    ZonedDateTime at = instant.atZone(zone);
    return periods.isEmpty()
        || spans(at.toLocalDate()).stream()
            .anyMatch(span -> !at.isBefore(span.from) && at.isBefore(span.to));
  }

  /** When it opens next after an instant; empty when it has no hours. */
  Optional<Instant> nextOpening(Instant instant) {
    ZonedDateTime at = instant.atZone(zone);
    return spans(at.toLocalDate()).stream()
        .map(Span::from)
        .filter(from -> from.isAfter(at))
        .min(Comparator.naturalOrder())
        .map(ZonedDateTime::toInstant);
  }

  /** A time that was typed by the restaurant's clock; empty when it is none. */
  Optional<Instant> instant(String typed) {
    try {
      return Optional.of(LocalDateTime.parse(typed).atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The openings that begin from the day before, which may last over midnight, on. */
  private List<Span> spans(LocalDate today) {
    return today
        .minusDays(1)
        .datesUntil(today.plusDays(DAYS_AHEAD))
        .flatMap(
            day ->
                periods.stream()
                    .filter(period -> period.day() == day.getDayOfWeek())
                    .map(period -> span(day, period.opens(), period.closes())))
        .toList();
  }

  private Span span(LocalDate day, LocalTime opens, LocalTime closes) {
    LocalDate last = closes.isAfter(opens) ? day : day.plusDays(1);
    return new Span(day.atTime(opens).atZone(zone), last.atTime(closes).atZone(zone));
  }

  private static ZoneId zone(String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }
}

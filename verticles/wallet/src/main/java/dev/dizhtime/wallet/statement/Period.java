package dev.dizhtime.wallet.statement;

import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}, at most {@value #MAX_DAYS} days
 */
public record Period(Instant from, Instant to) {
  /** The longest period. */
  public static final int MAX_DAYS = 366;

  private static final int DEFAULT_DAYS = 31;
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  /** As the query says; to now, and from 31 days before, where it does not. */
  public static Period of(Call call, Clock clock) {
    Instant to = call.query("to").map(text -> instant("to", text)).orElseGet(clock::instant);
    Instant from =
        call.query("from")
            .map(text -> instant("from", text))
            .orElse(to.minus(Duration.ofDays(DEFAULT_DAYS)));
    return checked(from, to);
  }

  /** That period; a problem when it is none. */
  public static Period checked(Instant from, Instant to) {
    if (from.isBefore(FIRST) || !from.isBefore(to)) {
      throw Problem.unacceptable("from", "must be before to").exception();
    }
    if (Duration.between(from, to).toDays() > MAX_DAYS) {
      throw Problem.unacceptable("to", "is more than " + MAX_DAYS + " days after from").exception();
    }
    return new Period(from.truncatedTo(ChronoUnit.MICROS), to.truncatedTo(ChronoUnit.MICROS));
  }

  /** A time as text; a problem that names the field when it is none. */
  public static Instant instant(String field, String text) {
    try {
      Instant found = java.time.OffsetDateTime.parse(text).toInstant();
      if (found.isBefore(FIRST) || found.isAfter(LAST)) {
        throw Problem.unacceptable(field, "is too far from now").exception();
      }
      return found.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException _) {
      throw Problem.malformed(field, "must be a date and time, e.g. 2026-11-23T12:00:00Z")
          .exception();
    }
  }

  /** The last instant before it. */
  public Instant before() {
    return from.minus(1, ChronoUnit.MICROS);
  }

  /** Its last instant. */
  public Instant last() {
    return to.minus(1, ChronoUnit.MICROS);
  }
}

package dev.dizhtime.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words, by the clock of a place, e.g. {@code Tue 24 Nov 18:30 (New York time)}. */
final class Times {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private Times() {}

  static String at(Instant instant, ZoneId zone) {
    return CLOCK.format(instant.atZone(zone)) + " (" + place(zone) + ")";
  }

  /** The days from {@code from} to before {@code to}, e.g. {@code 1 Mar 2026 to 7 Mar 2026}. */
  static String period(Instant from, Instant to, ZoneId zone) {
    String first = DAY.format(from.atZone(zone));
    String last = DAY.format(to.minusMillis(1).atZone(zone));
    return first.equals(last) ? first : first + " to " + last;
  }

  /** How long something lasts, e.g. {@code 30 seconds} or {@code 2 minutes}. */
  static String length(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    return seconds < 120 ? count(seconds, "second") : count(seconds / 60, "minute");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  private static String place(ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    String id = zone.getId();
    return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ') + " time";
  }
}

package dev.dizhtime.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 29 March 2026 is a Sunday, 25 October, 8 March and 1 November are, too. */
class OpeningHoursTest {
  private static final String NEW_YORK = "America/New_York";
  private static final String BERLIN = "Europe/Berlin";

  @Test
  void opensOnTheMinuteAndClosesOnTheMinute() {
    OpeningHours hours = hours(NEW_YORK, period(DayOfWeek.MONDAY, "11:00", "14:00"));

    closed(hours, "2026-11-23T10:59:59-05:00");
    open(hours, "2026-11-23T11:00:00-05:00");
    open(hours, "2026-11-23T13:59:59-05:00");
    closed(hours, "2026-11-23T14:00:00-05:00");
    closed(hours, "2026-11-24T12:00:00-05:00");
  }

  @Test
  void staysOpenOverMidnightAlsoAtTheEndOfTheWeek() {
    OpeningHours hours = hours(BERLIN, period(DayOfWeek.SUNDAY, "20:00", "02:00"));

    open(hours, "2026-11-22T23:59:59+01:00");
    open(hours, "2026-11-23T01:59:59+01:00");
    closed(hours, "2026-11-23T02:00:00+01:00");
    closed(hours, "2026-11-22T01:00:00+01:00");
  }

  @Test
  void isOpenAtAllTimesWithoutHoursAndWithSevenWholeDays() {
    OpeningHours week =
        hours(
            NEW_YORK,
            Arrays.stream(DayOfWeek.values())
                .map(day -> period(day, "00:00", "00:00"))
                .toArray(OpeningPeriod[]::new));
    Instant start = Instant.parse("2026-02-28T00:00:00Z");
    for (int quarter = 0; quarter < 4 * 24 * 300; quarter += 3) {
      Instant at = start.plusSeconds(900L * quarter);
      assertThat(week.openAt(at)).as(at.toString()).isTrue();
      assertThat(hours(NEW_YORK).openAt(at)).isTrue();
    }
  }

  @Test
  void aPeriodInTheHourThatIsLeftOutIsEmpty() {
    closed(
        hours(NEW_YORK, period(DayOfWeek.SUNDAY, "02:00", "03:00")), "2026-03-08T03:00:00-04:00");
    closed(
        hours(NEW_YORK, period(DayOfWeek.SUNDAY, "02:00", "03:00")), "2026-03-08T01:59:59-05:00");
    closed(hours(BERLIN, period(DayOfWeek.SUNDAY, "02:15", "02:45")), "2026-03-29T03:15:00+02:00");
  }

  @Test
  void opensAndClosesWithTheChangeWhenItsTimeIsLeftOut() {
    OpeningHours opens = hours(NEW_YORK, period(DayOfWeek.SUNDAY, "02:30", "05:00"));
    closed(opens, "2026-03-08T01:59:59-05:00");
    open(opens, "2026-03-08T03:00:00-04:00");
    closed(opens, "2026-03-08T05:00:00-04:00");

    OpeningHours closes = hours(BERLIN, period(DayOfWeek.SATURDAY, "22:00", "02:30"));
    open(closes, "2026-03-29T01:59:59+01:00");
    closed(closes, "2026-03-29T03:00:00+02:00");
  }

  @Test
  void aTimeThatComesTwiceIsTheFirstOfBoth() {
    OpeningHours closes = hours(NEW_YORK, period(DayOfWeek.SATURDAY, "22:00", "01:30"));
    open(closes, "2026-11-01T01:29:59-04:00");
    closed(closes, "2026-11-01T01:30:00-04:00");
    closed(closes, "2026-11-01T01:15:00-05:00");

    OpeningHours opens = hours(BERLIN, period(DayOfWeek.SUNDAY, "02:30", "04:00"));
    closed(opens, "2026-10-25T02:29:59+02:00");
    open(opens, "2026-10-25T02:30:00+02:00");
    open(opens, "2026-10-25T02:15:00+01:00");
    open(opens, "2026-10-25T03:59:59+01:00");
    closed(opens, "2026-10-25T04:00:00+01:00");
  }

  @Test
  void knowsZonesOfHalfHoursAndChangesOfHalfAnHour() {
    OpeningHours kolkata = hours("Asia/Kolkata", period(DayOfWeek.MONDAY, "09:00", "10:00"));
    closed(kolkata, "2026-11-23T03:29:59Z");
    open(kolkata, "2026-11-23T03:30:00Z");

    OpeningHours kathmandu = hours("Asia/Kathmandu", period(DayOfWeek.MONDAY, "00:00", "00:00"));
    closed(kathmandu, "2026-11-22T18:14:59Z");
    open(kathmandu, "2026-11-22T18:15:00Z");

    // On Lord Howe Island the clocks go from 02:00 to 02:30 on 4 October 2026.
    OpeningHours island = hours("Australia/Lord_Howe", period(DayOfWeek.SUNDAY, "02:10", "02:40"));
    closed(island, "2026-10-04T01:59:59+10:30");
    open(island, "2026-10-04T02:30:00+11:00");
    closed(island, "2026-10-04T02:40:00+11:00");
  }

  private static void open(OpeningHours hours, String at) {
    assertThat(hours.openAt(OffsetDateTime.parse(at).toInstant())).as("open at " + at).isTrue();
  }

  private static void closed(OpeningHours hours, String at) {
    assertThat(hours.openAt(OffsetDateTime.parse(at).toInstant())).as("open at " + at).isFalse();
  }

  private static OpeningHours hours(String zone, OpeningPeriod... periods) {
    return new OpeningHours(List.of(periods), ZoneId.of(zone));
  }

  private static OpeningPeriod period(DayOfWeek day, String opens, String closes) {
    return new OpeningPeriod(day, LocalTime.parse(opens), LocalTime.parse(closes));
  }
}

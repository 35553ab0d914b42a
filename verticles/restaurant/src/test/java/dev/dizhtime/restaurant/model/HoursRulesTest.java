package dev.dizhtime.restaurant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoursRulesTest {
  @Test
  void takesNoHoursALunchAndADinnerAndAWeekAroundTheClock() {
    accepts();
    accepts(
        period(DayOfWeek.MONDAY, "11:00", "14:00"),
        period(DayOfWeek.MONDAY, "14:00", "02:00"),
        period(DayOfWeek.TUESDAY, "02:00", "03:00"));
    accepts(
        Arrays.stream(DayOfWeek.values())
            .map(day -> period(day, "00:00", "00:00"))
            .toArray(OpeningPeriod[]::new));
    accepts(period(DayOfWeek.SUNDAY, "12:00", "12:00"));
  }

  @Test
  void refusesPeriodsThatOverlapAlsoOverMidnightAndOverTheEndOfTheWeek() {
    refuses(
        "openingHours[1]",
        period(DayOfWeek.MONDAY, "11:00", "14:00"),
        period(DayOfWeek.MONDAY, "13:59", "15:00"));
    refuses(
        "openingHours[1]",
        period(DayOfWeek.MONDAY, "22:00", "02:00"),
        period(DayOfWeek.TUESDAY, "01:00", "03:00"));
    refuses(
        "openingHours[1]",
        period(DayOfWeek.SUNDAY, "22:00", "02:00"),
        period(DayOfWeek.MONDAY, "01:00", "03:00"));
    refuses(
        "openingHours[1]",
        period(DayOfWeek.MONDAY, "11:00", "14:00"),
        period(DayOfWeek.MONDAY, "11:00", "14:00"));
    refuses(
        "openingHours[1]",
        period(DayOfWeek.MONDAY, "12:00", "12:00"),
        period(DayOfWeek.TUESDAY, "11:00", "11:30"));
  }

  @Test
  void refusesWhatIsNoPeriodAndTooManyOfThem() {
    refuses("openingHours[0]", new OpeningPeriod(null, LocalTime.NOON, LocalTime.MIDNIGHT));
    refuses("openingHours[0]", new OpeningPeriod(DayOfWeek.MONDAY, null, LocalTime.MIDNIGHT));
    refuses("openingHours[0]", period(DayOfWeek.MONDAY, "10:00:30", "11:00"));
    refuses(
        "openingHours",
        Collections.nCopies(29, period(DayOfWeek.MONDAY, "10:00", "11:00"))
            .toArray(OpeningPeriod[]::new));
  }

  private static void accepts(OpeningPeriod... periods) {
    assertThat(HoursRules.broken(List.of(periods))).isEmpty();
  }

  private static void refuses(String field, OpeningPeriod... periods) {
    assertThat(HoursRules.broken(List.of(periods)))
        .map(Refusal.Unacceptable::field)
        .contains(field);
  }

  private static OpeningPeriod period(DayOfWeek day, String opens, String closes) {
    return new OpeningPeriod(day, LocalTime.parse(opens), LocalTime.parse(closes));
  }
}

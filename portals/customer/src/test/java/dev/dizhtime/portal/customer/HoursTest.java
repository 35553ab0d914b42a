package dev.dizhtime.portal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoursTest {
  private static final Hours LATE =
      Hours.of(
          List.of(
              new OpeningPeriod(DayOfWeek.FRIDAY, LocalTime.of(18, 0), LocalTime.of(2, 0)),
              new OpeningPeriod(DayOfWeek.SUNDAY, LocalTime.of(12, 0), LocalTime.of(15, 0))),
          "America/New_York");

  @Test
  void isOpenOverMidnightByTheClockOnTheWall() {
    // Saturday 01:30 and 02:00 in New York, which is five hours behind in winter.
    assertThat(LATE.openAt(Instant.parse("2026-11-28T06:30:00Z"))).isTrue();
    assertThat(LATE.openAt(Instant.parse("2026-11-28T07:00:00Z"))).isFalse();
    assertThat(LATE.openAt(Instant.parse("2026-11-27T22:59:00Z"))).isFalse();
  }

  @Test
  void saysWhenItOpensNext() {
    assertThat(LATE.nextOpening(Instant.parse("2026-11-28T07:00:00Z")))
        .contains(Instant.parse("2026-11-29T17:00:00Z"));
    assertThat(LATE.nextOpening(Instant.parse("2026-11-29T17:00:00Z")))
        .contains(Instant.parse("2026-12-04T23:00:00Z"));
  }

  @Test
  void isAlwaysOpenWithoutHours() {
    Hours always = Hours.of(List.of(), null);
    assertThat(always.openAt(Instant.EPOCH)).isTrue();
    assertThat(always.nextOpening(Instant.EPOCH)).isEmpty();
  }

  @Test
  void readsATimeThatWasTypedByTheRestaurantsClock() {
    assertThat(LATE.instant("2026-07-01T18:30")).contains(Instant.parse("2026-07-01T22:30:00Z"));
    assertThat(LATE.instant("tomorrow")).isEmpty();
  }
}

package dev.dizhtime.auth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
  private static final Instant BEGUN = Instant.parse("2026-11-23T12:00:00Z");

  private final KeySchedule schedule =
      new KeySchedule(Duration.ofDays(30), Duration.ofMinutes(10), Duration.ofMinutes(30));

  @Test
  void aSuccessorIsMadeSoEarlyThatItsTurnBeginsInTime() {
    Instant due = BEGUN.plus(Duration.ofDays(30)).minus(Duration.ofMinutes(10));

    assertThat(schedule.successorDue(BEGUN, due.minusMillis(1))).isFalse();
    assertThat(schedule.successorDue(BEGUN, due)).isTrue();
    assertThat(schedule.turnOf(due)).isEqualTo(BEGUN.plus(Duration.ofDays(30)));
  }

  @Test
  void aKeyIsKeptUntilItsLastTokenHasExpired() {
    assertThat(schedule.neededSince(BEGUN)).isEqualTo(BEGUN.minus(Duration.ofMinutes(30)));
  }

  @Test
  void aKeySignsForLongerThanItIsPublishedAhead() {
    Duration hour = Duration.ofHours(1);

    assertThatThrownBy(() -> new KeySchedule(hour, hour, hour))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

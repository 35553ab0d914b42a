package dev.dizhtime.gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final EndedSessions ended = new EndedSessions(meters);

  @Test
  void knowsASessionUntilNoTokenOfItIsGood() {
    ended.add("a", 1_000);
    ended.add("a", 5_000);
    ended.add("b", 2_000);
    assertThat(ended.contains("a")).isTrue();

    ended.forget(1_000);

    assertThat(ended.contains("a")).isFalse();
    assertThat(ended.contains("b")).isTrue();
    assertThat(meters.get("dizhtime.gateway.ended.sessions").gauge().value()).isEqualTo(1);
  }

  @Test
  void aTokenOfNoSessionHasNoneThatHasEnded() {
    assertThat(ended.contains(null)).isFalse();
  }

  @Test
  void ofTooManyTheFirstAreForgottenAndCounted() {
    for (int i = 0; i < EndedSessions.MOST + 2; i++) {
      ended.add("session " + i, 1_000);
    }

    assertThat(ended.contains("session 1")).isFalse();
    assertThat(ended.contains("session 2")).isTrue();
    assertThat(ended.contains("session " + (EndedSessions.MOST + 1))).isTrue();
    assertThat(meters.get("dizhtime.gateway.ended.sessions").gauge().value())
        .isEqualTo(EndedSessions.MOST);
    assertThat(meters.get("dizhtime.gateway.ended.sessions.forgotten").counter().count())
        .isEqualTo(2);
  }
}

package dev.dizhtime.auth.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeCodesTest {
  private static final Instant STEP_BEGINS = Instant.parse("2026-01-01T12:00:00Z");

  private final OneTimeCodes codes = new OneTimeCodes();
  private final byte[] secret = codes.newSecret();

  @Test
  void aCodeIsGoodForHalfAMinuteAtMostAndNeverBeforeItsTime() {
    String code = codes.code(secret, STEP_BEGINS);
    long step = STEP_BEGINS.getEpochSecond() / OneTimeCodes.STEP_SECONDS;

    assertThat(codes.step(secret, code, STEP_BEGINS.minusSeconds(1))).isEmpty();
    assertThat(codes.step(secret, code, STEP_BEGINS)).hasValue(step);
    assertThat(codes.step(secret, code, STEP_BEGINS.plusMillis(29_999))).hasValue(step);
    assertThat(codes.step(secret, code, STEP_BEGINS.plusSeconds(30))).isEmpty();
  }
}

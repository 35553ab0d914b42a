package dev.dizhtime.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RetryBudget budget = new RetryBudget(meters);

  @Test
  void grantsAFewAtOnceAndThenOneInFive() {
    assertThat(granted(100)).isEqualTo(RetryBudget.MAX_SAVED);
    for (int i = 0; i < 20; i++) {
      budget.sent();
    }
    assertThat(granted(100)).isEqualTo(4);
    assertThat(meters.get("dizhtime.gateway.retries").tag("outcome", "made").counter().count())
        .isEqualTo(RetryBudget.MAX_SAVED + 4);
  }

  @Test
  void doesNotSaveUpWithoutEnd() {
    for (int i = 0; i < 10_000; i++) {
      budget.sent();
    }
    assertThat(granted(100)).isEqualTo(RetryBudget.MAX_SAVED);
  }

  private int granted(int times) {
    int granted = 0;
    for (int i = 0; i < times; i++) {
      granted += budget.take() ? 1 : 0;
    }
    return granted;
  }
}

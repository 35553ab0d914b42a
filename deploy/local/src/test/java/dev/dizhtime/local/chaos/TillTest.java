package dev.dizhtime.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What drivers owe is what they collected less what they brought in. */
class TillTest {
  @Test
  void whoOwesWhatTheyKeptOwesTheRightSum() {
    assertThat(till(Map.of("anna", 900L), Map.of("anna", 400L), Map.of("anna", 500L))).isEmpty();
    assertThat(till(Map.of(), Map.of(), Map.of("ben", 0L))).isEmpty();
  }

  @Test
  void aDepositThatCountsTwiceIsFound() {
    assertThat(till(Map.of("anna", 900L), Map.of("anna", 400L), Map.of("anna", 100L)))
        .containsExactly("driver anna collected 900, brought in 400 and owes 100");
  }

  @Test
  void cashThatNobodyOwesIsFound() {
    assertThat(till(Map.of("anna", 900L), Map.of(), Map.of())).hasSize(1);
    assertThat(till(Map.of(), Map.of(), Map.of("ben", 3L))).hasSize(1);
  }

  @Test
  void rowsOfOneDriverAddUp() {
    assertThat(Till.sums(List.of(List.of("anna", "2"), List.of("ben", "5"), List.of("anna", "3"))))
        .isEqualTo(Map.of("anna", 5L, "ben", 5L));
  }

  private static List<String> till(
      Map<String, Long> collected, Map<String, Long> deposited, Map<String, Long> owed) {
    return new Till(collected, deposited, owed).adrift();
  }
}

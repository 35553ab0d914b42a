package dev.dizhtime.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HoldsTest {
  @Test
  void letsAnOrderBeHeldAgainAfterItsHoldWasOver() {
    assertThat(twice(List.of(List.of("a", "1", "10", "20"), List.of("a", "2", "20", ""))))
        .isEmpty();
  }

  @Test
  void seesTwoHoldsAtTheSameTime() {
    assertThat(twice(List.of(List.of("a", "2", "19", "30"), List.of("a", "1", "10", "20"))))
        .containsExactly("order's money was held twice: a 2");
    assertThat(twice(List.of(List.of("a", "1", "10", ""), List.of("a", "2", "19", "")))).hasSize(1);
  }

  @Test
  void seesAHoldWithinALongerOneThatAnotherHadEndedBefore() {
    assertThat(
            twice(
                List.of(
                    List.of("a", "1", "10", "90"),
                    List.of("a", "2", "20", "30"),
                    List.of("a", "3", "40", "50"))))
        .hasSize(2);
  }

  @Test
  void letsTwoOrdersBeHeldAtOnce() {
    assertThat(twice(List.of(List.of("a", "1", "10", ""), List.of("b", "2", "10", "")))).isEmpty();
  }

  private static List<String> twice(List<List<String>> rows) {
    return Holds.of(rows).twice();
  }
}

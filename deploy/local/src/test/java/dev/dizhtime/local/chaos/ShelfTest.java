package dev.dizhtime.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.local.chaos.Shelf.Count;
import dev.dizhtime.local.chaos.Shelf.Findings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the judge makes of a shelf that was filled with ten. */
class ShelfTest {
  private static final Shelf SHELF = new Shelf("restaurant-1", "cake", 10);

  @Test
  void whatWasUsedIsMissingAndNothingElse() {
    assertThat(of(4, 6, 0)).isEqualTo(of(10, 0, 0));
  }

  @Test
  void usingMoreThanThereWasIsOverselling() {
    assertThat(of(0, 11, 0).oversold()).singleElement().asString().contains("11 used");
    assertThat(of(-1, 10, 0).oversold()).hasSize(1);
  }

  @Test
  void whatIsPutBackTwiceOrNotAtAllIsAdrift() {
    assertThat(of(5, 6, 0).adrift()).singleElement().asString().contains("6 used, 5 left");
    assertThat(of(3, 6, 0).adrift()).hasSize(1);
    assertThat(of(3, 6, 0).oversold()).isEmpty();
  }

  @Test
  void nothingIsSetAsideWhenEveryOrderIsOver() {
    assertThat(of(3, 6, 1).adrift()).singleElement().asString().contains("1 claimed");
  }

  private static Findings of(long left, long used, long claimed) {
    return Findings.of(Map.of(SHELF, new Count(left, used, claimed)));
  }
}

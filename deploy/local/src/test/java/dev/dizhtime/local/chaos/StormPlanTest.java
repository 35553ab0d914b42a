package dev.dizhtime.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StormPlanTest {
  private static List<Fault> faults(StormPlan plan) {
    return plan.storms().stream()
        .flatMap(storm -> storm.faults().stream())
        .map(StormPlan.Timed::fault)
        .toList();
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(StormPlan.of(7, 3)).isEqualTo(StormPlan.of(7, 3));
    assertThat(StormPlan.of(7, 3)).isNotEqualTo(StormPlan.of(8, 3));
  }

  @Test
  void hasEveryKindOfFaultInThreeMinutesWhateverTheSeed() {
    for (long seed = 0; seed < 50; seed++) {
      var faults = faults(StormPlan.of(seed, 3));
      assertThat(faults).hasSizeGreaterThanOrEqualTo(26);
      assertThat(faults.stream().map(Object::getClass).collect(Collectors.toSet()))
          .containsExactlyInAnyOrder(Fault.class.getPermittedSubclasses());
    }
  }

  @Test
  void killsEachServiceInThreeMinutes() {
    var killed =
        faults(StormPlan.of(7, 3)).stream()
            .filter(Fault.Kill.class::isInstance)
            .map(fault -> ((Fault.Kill) fault).part())
            .collect(Collectors.toSet());
    assertThat(killed).isEqualTo(Chaos.SERVICES);
  }

  @Test
  void putsTheFaultsOfAStormInTheOrderOfTheirTimes() {
    for (var storm : StormPlan.of(11, 10).storms()) {
      assertThat(storm.faults())
          .isSortedAccordingTo(java.util.Comparator.comparingLong(StormPlan.Timed::atMillis))
          .allMatch(timed -> timed.atMillis() <= StormPlan.STORM_SECONDS * 1_000L);
    }
  }

  @Test
  void hasOneStormAtLeast() {
    assertThat(StormPlan.of(1, 0).storms()).hasSize(1);
  }
}

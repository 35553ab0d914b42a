package dev.dizhtime.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayBenchTest {
  private static Wrk.Run run(double rps, long p99Micros) {
    return new Wrk.Run(rps, 100, p99Micros, 1);
  }

  @Test
  void comparesEachTurnWithTheOneBesideIt() {
    // The machine was twice as fast in the second turn, for both.
    var ours = List.of(run(800, 40), run(1_800, 20), run(700, 50));
    var theirs = List.of(run(1_000, 20), run(2_000, 10), run(1_000, 10));
    assertThat(GatewayBench.ratio(ours, theirs, Wrk.Run::rps)).isEqualTo(0.8);
    assertThat(GatewayBench.ratio(ours, theirs, Wrk.Run::p99Micros)).isEqualTo(2.0);
  }

  @Test
  void takesTheMiddleOfEachFigureAndAddsUpErrors() {
    assertThat(GatewayBench.median(List.of(run(800, 40), run(1_800, 20), run(700, 50))))
        .isEqualTo(new Wrk.Run(800, 100, 40, 3));
  }
}

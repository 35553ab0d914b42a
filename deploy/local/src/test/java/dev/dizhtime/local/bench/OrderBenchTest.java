package dev.dizhtime.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderBenchTest {
  @Test
  void takesTheNearestRankAsPercentile() {
    var hundred = LongStream.rangeClosed(1, 100).boxed().toList();
    assertThat(OrderBench.percentile(hundred, 50)).isEqualTo(50);
    assertThat(OrderBench.percentile(hundred, 95)).isEqualTo(95);
    assertThat(OrderBench.percentile(List.of(7L), 95)).isEqualTo(7);
  }
}

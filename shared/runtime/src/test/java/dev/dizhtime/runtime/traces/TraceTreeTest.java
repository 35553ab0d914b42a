package dev.dizhtime.runtime.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void putsEachSpanUnderItsParentByTheStart() {
    var tree = TraceTree.of("t", List.of(span("c", "a", 30), span("b", "a", 10), span("a", "", 0)));
    assertThat(tree.connected()).isTrue();
    assertThat(tree.lines())
        .extracting(
            line -> line.span().spanId(),
            TraceTree.Line::depth,
            line -> line.sinceStart().toMillis())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 0, 0L),
            org.assertj.core.groups.Tuple.tuple("b", 1, 10L),
            org.assertj.core.groups.Tuple.tuple("c", 1, 30L));
  }

  @Test
  void saysWhereAParentIsMissing() {
    var tree = TraceTree.of("t", List.of(span("a", "", 0), span("c", "b", 20), span("d", "c", 30)));
    assertThat(tree.connected()).isFalse();
    assertThat(tree.lines())
        .filteredOn(TraceTree.Line::parentMissing)
        .extracting(line -> line.span().spanId())
        .containsExactly("c");
    assertThat(tree.lines()).extracting(TraceTree.Line::depth).containsExactly(0, 0, 1);
  }

  @Test
  void countsASpanThatCameTwiceOnce() {
    assertThat(TraceTree.of("t", List.of(span("a", "", 0), span("a", "", 0))).lines()).hasSize(1);
  }

  @Test
  void showsSpansThatAreEachOthersParents() {
    var tree = TraceTree.of("t", List.of(span("a", "b", 0), span("b", "a", 1), span("c", "c", 2)));
    assertThat(tree.lines()).hasSize(3);
    assertThat(tree.connected()).isFalse();
  }

  @Test
  void tellsWhereAMessageStandsAndWhatADatabaseWasGiven() {
    var span =
        new TracedSpan(
            "t",
            "a",
            "",
            "order",
            "work",
            "CONSUMER",
            NOON,
            Duration.ZERO,
            false,
            Map.of(
                "messaging.destination.name",
                "order.events",
                "messaging.destination.partition.id",
                "3",
                "messaging.kafka.offset",
                "17",
                "db.query.text",
                "SELECT 1\n  FROM orders"));
    assertThat(span.message()).isEqualTo("order.events/3/17");
    assertThat(span.statement()).isEqualTo("SELECT 1 FROM orders");
  }

  private static TracedSpan span(String id, String parent, long millis) {
    return new TracedSpan(
        "t",
        id,
        parent,
        "order",
        "work",
        "INTERNAL",
        NOON.plusMillis(millis),
        Duration.ofMillis(5),
        false,
        Map.of());
  }
}

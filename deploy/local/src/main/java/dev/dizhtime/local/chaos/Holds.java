package dev.dizhtime.local.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds of customers' money. An order may have several, one after the other: what has lapsed or was
 * let go of may be asked for again. Two at the same time are one too many.
 */
record Holds(List<Hold> all) {
  /**
   * One hold.
   *
   * @param fromMicros when it was made
   * @param untilMicros when it was captured, let go of or lapsed; {@link Long#MAX_VALUE} when it is
   *     still there
   */
  record Hold(String orderId, String id, long fromMicros, long untilMicros) {}

  /** From rows of order, hold, beginning and end; the end may be empty. */
  static Holds of(List<List<String>> rows) {
    return new Holds(
        rows.stream()
            .map(
                row ->
                    new Hold(
                        row.get(0),
                        row.get(1),
                        Long.parseLong(row.get(2)),
                        row.get(3).isEmpty() ? Long.MAX_VALUE : Long.parseLong(row.get(3))))
            .toList());
  }

  /** The orders whose money was held twice at the same time, as sentences. */
  List<String> twice() {
    Map<String, List<Hold>> byOrder = all.stream().collect(Collectors.groupingBy(Hold::orderId));
    List<String> found = new ArrayList<>();
    for (List<Hold> holds : byOrder.values()) {
      long heldUntil = Long.MIN_VALUE;
      for (Hold each : holds.stream().sorted(Comparator.comparingLong(Hold::fromMicros)).toList()) {
        if (each.fromMicros() < heldUntil) {
          found.add("order's money was held twice: %s %s".formatted(each.orderId(), each.id()));
        }
        heldUntil = Math.max(heldUntil, each.untilMicros());
      }
    }
    return found;
  }
}

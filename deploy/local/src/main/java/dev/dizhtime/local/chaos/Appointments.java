package dev.dizhtime.local.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Orders for later.
 *
 * @param promised as they were acknowledged
 * @param kept as they are there
 */
record Appointments(List<Acknowledged.Order> promised, List<Kept> kept) {
  /**
   * One order.
   *
   * @param forMicros when its customer gets it
   * @param askedMicros when the restaurant was first asked about it; {@link Long#MAX_VALUE} when it
   *     never was
   */
  record Kept(String orderId, long forMicros, long askedMicros) {
    boolean early(Duration ahead) {
      return askedMicros < forMicros - TimeUnit.MICROSECONDS.convert(ahead);
    }

    boolean isFor(Instant wanted) {
      return TimeUnit.MICROSECONDS.toMillis(forMicros) == wanted.toEpochMilli();
    }
  }

  /** From rows of order, time and asking; the asking may be empty. */
  static Appointments of(List<Acknowledged.Order> promised, List<List<String>> rows) {
    return new Appointments(
        promised,
        rows.stream()
            .map(
                row ->
                    new Kept(
                        row.get(0),
                        Long.parseLong(row.get(1)),
                        row.get(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(row.get(2))))
            .toList());
  }

  /**
   * Those that the restaurant was asked about too soon, and those that are not kept for the time
   * that was promised, as sentences.
   *
   * @param ahead how long before its time the restaurant may be asked
   */
  List<String> early(Duration ahead) {
    List<String> found = new ArrayList<>();
    kept.stream()
        .filter(each -> each.early(ahead))
        .map(each -> "restaurant was asked before its time about order: " + each.orderId())
        .forEach(found::add);
    Map<String, Kept> byOrder =
        kept.stream().collect(Collectors.toMap(Kept::orderId, Function.identity()));
    for (Acknowledged.Order order : promised) {
      Kept there = byOrder.get(order.orderId());
      if (there == null || !there.isFor(order.scheduledFor())) {
        found.add("order %s was for %s".formatted(order.orderId(), order.scheduledFor()));
      }
    }
    return found;
  }
}

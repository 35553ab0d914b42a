package dev.dizhtime.order.operations;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.messaging.DeadLetters;
import dev.dizhtime.runtime.messaging.DeadLetters.Range;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import io.micrometer.core.instrument.Gauge;
import java.util.EnumMap;
import java.util.Map;

/** {@code dizhtime.dead.letters.waiting} by group: those that no operator has dealt with. */
final class DeadLetterGauges {
  private static final long EVERY_MILLIS = 30_000;

  private volatile Map<ConsumerGroup, Long> waiting = Map.of();

  private DeadLetterGauges() {}

  /** Counts until the service stops. */
  static void start(ServiceContext service, DeadLetters letters, ReplayMarks marks) {
    DeadLetterGauges gauges = new DeadLetterGauges();
    for (ConsumerGroup group : ConsumerGroup.values()) {
      Gauge.builder("dizhtime.dead.letters.waiting", () -> gauges.waiting.getOrDefault(group, 0L))
          .description("Dead letters that no operator has dealt with")
          .tag("group", group.groupName())
          .register(service.meters());
    }
    WorkLoop.start(
        service,
        "dead letter gauges",
        EVERY_MILLIS,
        () -> {
          Map<ConsumerGroup, Long> counted = new EnumMap<>(ConsumerGroup.class);
          for (var each : letters.ranges().entrySet()) {
            Range range = each.getValue();
            long marked = marks.count(each.getKey(), range.from());
            counted.put(each.getKey(), Math.max(0, range.to() - range.from() - marked));
          }
          gauges.waiting = counted;
          return false;
        });
  }
}

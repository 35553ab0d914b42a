package dev.dizhtime.order.operations;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.http.Problem;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a page of letters goes on, group by group: {@code order:12,wallet:3}. */
final class Cursor {
  private static final int PARTS = 2;

  private Cursor() {}

  static String write(Map<ConsumerGroup, Long> next) {
    return next.isEmpty()
        ? null
        : next.entrySet().stream()
            .map(each -> each.getKey().groupName() + ":" + each.getValue())
            .sorted()
            .collect(Collectors.joining(","));
  }

  static Map<ConsumerGroup, Long> read(String text) {
    Map<ConsumerGroup, Long> before = new EnumMap<>(ConsumerGroup.class);
    if (!text.isEmpty()) {
      for (String each : text.split(",")) {
        String[] parts = each.split(":");
        if (parts.length != PARTS || !parts[1].matches("\\d{1,18}")) {
          throw unknown();
        }
        before.put(
            ReplayMarks.group(parts[0]).orElseThrow(Cursor::unknown), Long.parseLong(parts[1]));
      }
    }
    return before;
  }

  private static RuntimeException unknown() {
    return Problem.malformed("cursor", "is not one that was given out").exception();
  }
}

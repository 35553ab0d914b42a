package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which driver had which task from when to when, by what delivery has told. A driver who has a task
 * while they have another is booked twice, whatever the tables say afterwards.
 */
final class Bookings {
  private static final String ASSIGNED = "dizhtime.delivery.assigned.v1";
  private static final Set<String> ENDS =
      Set.of(
          "dizhtime.delivery.unassigned.v1",
          "dizhtime.delivery.abandoned.v1",
          "dizhtime.delivery.undeliverable.v1",
          "dizhtime.delivery.delivered.v1",
          "dizhtime.delivery.cancelled.v1");

  private final Set<String> seen = new HashSet<>();
  private final List<Told> told = new ArrayList<>();

  private record Told(boolean begins, String taskId, String driverId, Instant at) {}

  private record Booking(String taskId, Instant from, Instant until) {
    boolean overlaps(Booking other) {
      return from.isBefore(other.until) && other.from.isBefore(until);
    }
  }

  /** Takes an event of delivery once, whatever it says and however often it comes. */
  synchronized void take(String messageId, String type, JsonNode event) {
    boolean begins = ASSIGNED.equals(type);
    if ((begins || ENDS.contains(type)) && seen.add(messageId)) {
      told.add(
          new Told(
              begins,
              event.path("taskId").asText(),
              event.path("driverId").asText(),
              Instant.parse(event.path("at").asText())));
    }
  }

  /** Each pair of tasks that a driver had at the same time. */
  synchronized List<String> doubles() {
    var found = new ArrayList<String>();
    byDriver()
        .forEach(
            (driver, bookings) -> {
              bookings.sort(Comparator.comparing(Booking::from));
              for (int i = 1; i < bookings.size(); i++) {
                if (bookings.get(i - 1).overlaps(bookings.get(i))) {
                  found.add(
                      "driver %s had tasks %s and %s at once"
                          .formatted(
                              driver, bookings.get(i - 1).taskId(), bookings.get(i).taskId()));
                }
              }
            });
    return found;
  }

  private Map<String, List<Booking>> byDriver() {
    var sorted = told.stream().sorted(Comparator.comparing(Told::at)).toList();
    Map<String, Told> open = new HashMap<>();
    Map<String, List<Booking>> byDriver = new HashMap<>();
    for (Told each : sorted) {
      var begun = open.remove(each.taskId());
      if (begun != null) {
        add(byDriver, begun, each.at());
      }
      if (each.begins()) {
        open.put(each.taskId(), each);
      }
    }
    open.values().forEach(begun -> add(byDriver, begun, Instant.MAX));
    return byDriver;
  }

  private static void add(Map<String, List<Booking>> byDriver, Told begun, Instant until) {
    byDriver
        .computeIfAbsent(begun.driverId(), _ -> new ArrayList<>())
        .add(new Booking(begun.taskId(), begun.at(), until));
  }
}

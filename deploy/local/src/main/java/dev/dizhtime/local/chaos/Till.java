package dev.dizhtime.local.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The drivers' cash: what each has collected, brought in and owes, in minor units.
 *
 * @param collected by driver, for orders that were delivered and paid in cash
 * @param deposited by driver, as it was acknowledged, each key once
 * @param owed by driver, by the ledger
 */
record Till(Map<String, Long> collected, Map<String, Long> deposited, Map<String, Long> owed) {
  /** The sums of rows of driver and amount. */
  static Map<String, Long> sums(List<List<String>> rows) {
    Map<String, Long> sums = new HashMap<>();
    rows.forEach(row -> sums.merge(row.get(0), Long.parseLong(row.get(1)), Long::sum));
    return sums;
  }

  /** The drivers who do not owe what they collected less what they brought in, as sentences. */
  List<String> adrift() {
    var drivers = new TreeSet<>(collected.keySet());
    drivers.addAll(deposited.keySet());
    drivers.addAll(owed.keySet());
    List<String> found = new ArrayList<>();
    for (String driver : drivers) {
      long collectedMinor = collected.getOrDefault(driver, 0L);
      long depositedMinor = deposited.getOrDefault(driver, 0L);
      long owedMinor = owed.getOrDefault(driver, 0L);
      if (owedMinor != collectedMinor - depositedMinor) {
        found.add(
            "driver %s collected %d, brought in %d and owes %d"
                .formatted(driver, collectedMinor, depositedMinor, owedMinor));
      }
    }
    return found;
  }
}

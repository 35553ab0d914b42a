package dev.dizhtime.local.access;

import dev.dizhtime.local.access.AccessMatrix.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds A's things against what they were, around what must leave them alone. To look at all of
 * them is costly, so that is done once for some rows; only when something has changed are these
 * rows tried again, one by one, to tell which it was.
 */
final class Watch {
  /** So many rows are tried between two looks. */
  private static final int AT_ONCE = 12;

  private final Witness witness;
  private Map<String, String> last;

  Watch(Witness witness) {
    this.witness = witness;
    beginAgain();
  }

  /** Takes them as they are when everything that was begun before is over. */
  void beginAgain() {
    last = witness.afterCalm();
  }

  /** The faults that are found in trying some rows, and what they changed. */
  List<String> over(List<Row> rows, Function<List<Row>, List<String>> trying) {
    List<String> faults = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += AT_ONCE) {
      faults.addAll(piece(rows.subList(from, Math.min(from + AT_ONCE, rows.size())), trying));
    }
    return faults;
  }

  private List<String> piece(List<Row> rows, Function<List<Row>, List<String>> trying) {
    List<String> faults = new ArrayList<>(trying.apply(rows));
    var difference = difference();
    if (difference.isEmpty()) {
      return faults;
    }
    if (rows.size() == 1) {
      faults.add(rows.getFirst() + " must leave A's things alone, and yet:" + difference);
      return faults;
    }
    faults.add("one of " + rows + " must have left A's things alone, and yet:" + difference);
    rows.forEach(row -> faults.addAll(piece(List.of(row), trying)));
    return faults;
  }

  /** What is different now, in words; empty when nothing is. */
  String difference() {
    return difference(witness.now());
  }

  /** What is different once everything is over. */
  String atTheEnd() {
    return difference(witness.afterCalm());
  }

  private String difference(Map<String, String> now) {
    var difference = Witness.difference(last, now);
    last = now;
    return difference;
  }
}

package dev.dizhtime.local.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the judge has found wrong, in sentences that name ids. */
record Verdict(Map<Wrong, List<String>> findings) {
  /** The ways in which things can be wrong. */
  enum Wrong {
    /** An order was acknowledged and is not there. */
    LOST,
    /** An order is not at its end, or something still waits to be said. */
    STUCK,
    /** Something was done twice. */
    DOUBLE,
    /** The books do not balance. */
    IMBALANCE,
    /** Money is held for an order that needs it no more, or was never there. */
    ORPHAN_HOLD,
    /** A driver had two tasks at once. */
    DOUBLE_BOOKED,
    /** More was sold of a thing than there was. */
    OVERSOLD,
    /** A shelf has not what was put on it less what was used. */
    STOCK_ADRIFT,
    /** A driver does not owe what was collected less what was brought in. */
    CASH_ADRIFT,
    /** A restaurant was asked about an order for later before its time. */
    EARLY
  }

  Verdict {
    var copy = new EnumMap<Wrong, List<String>>(Wrong.class);
    findings.forEach((wrong, sentences) -> copy.put(wrong, List.copyOf(sentences)));
    findings = copy;
  }

  int count(Wrong wrong) {
    return findings.getOrDefault(wrong, List.of()).size();
  }

  boolean clean() {
    return findings.values().stream().allMatch(List::isEmpty);
  }

  /** One line for each kind, for people. */
  String line() {
    return ("lost %d, stuck %d, double %d, imbalance %d, holds without order %d,"
            + " double-booked %d, oversold %d, stock adrift %d, cash adrift %d, early %d")
        .formatted(
            count(Wrong.LOST),
            count(Wrong.STUCK),
            count(Wrong.DOUBLE),
            count(Wrong.IMBALANCE),
            count(Wrong.ORPHAN_HOLD),
            count(Wrong.DOUBLE_BOOKED),
            count(Wrong.OVERSOLD),
            count(Wrong.STOCK_ADRIFT),
            count(Wrong.CASH_ADRIFT),
            count(Wrong.EARLY));
  }
}

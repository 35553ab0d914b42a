package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What opening hours may say. */
public final class HoursRules {
  /** The most periods of a week. */
  public static final int MAX_PERIODS = 28;

  private static final int DAY_MINUTES = 24 * 60;
  private static final int WEEK_MINUTES = 7 * DAY_MINUTES;

  /** A period on the circle of the week. */
  private record Span(int index, int from, int to) {}

  private HoursRules() {}

  /** The first rule that is broken, if any; fields are named like {@code openingHours[3].day}. */
  public static Optional<Refusal.Unacceptable> broken(List<OpeningPeriod> periods) {
    if (periods.size() > MAX_PERIODS) {
      return refuse("openingHours", "holds more than " + MAX_PERIODS + " periods");
    }
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      OpeningPeriod period = periods.get(i);
      String at = "openingHours[" + i + "]";
      if (period.day() == null || period.opens() == null || period.closes() == null) {
        return refuse(at, "needs a day and two times");
      }
      if (!wholeMinutes(period)) {
        return refuse(at, "must be in whole minutes");
      }
      spans.add(span(i, period));
    }
    return overlap(spans);
  }

  private static boolean wholeMinutes(OpeningPeriod period) {
    return period.opens().equals(period.opens().truncatedTo(ChronoUnit.MINUTES))
        && period.closes().equals(period.closes().truncatedTo(ChronoUnit.MINUTES));
  }

  private static Span span(int index, OpeningPeriod period) {
    int day = (period.day().getValue() - 1) * DAY_MINUTES;
    int opens = period.opens().toSecondOfDay() / 60;
    int closes = period.closes().toSecondOfDay() / 60;
    return new Span(index, day + opens, day + closes + (closes > opens ? 0 : DAY_MINUTES));
  }

  private static Optional<Refusal.Unacceptable> overlap(List<Span> spans) {
    List<Span> sorted = spans.stream().sorted(Comparator.comparingInt(Span::from)).toList();
    for (int i = 0; i < sorted.size() && sorted.size() > 1; i++) {
      boolean last = i == sorted.size() - 1;
      Span next = sorted.get(last ? 0 : i + 1);
      int nextFrom = next.from + (last ? WEEK_MINUTES : 0);
      if (sorted.get(i).to > nextFrom) {
        int later = Math.max(sorted.get(i).index, next.index);
        int earlier = Math.min(sorted.get(i).index, next.index);
        return refuse("openingHours[" + later + "]", "overlaps openingHours[" + earlier + "]");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal.Unacceptable> refuse(String field, String why) {
    return Optional.of(new Refusal.Unacceptable(field, why));
  }
}

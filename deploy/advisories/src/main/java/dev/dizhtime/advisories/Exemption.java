package dev.dizhtime.advisories;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A weakness that a part may have for a time.
 *
 * @param id of the record, or one that it is also known by
 * @param part as OSV names it, without its version
 * @param reason why it can't be used against us
 * @param until the last day that it holds
 */
record Exemption(String id, String part, String reason, LocalDate until) {
  /** A reason is looked at again after this many days at most. */
  static final int LONGEST_DAYS = 184;

  private static final int SHORTEST_REASON = 40;

  static List<Exemption> read(Path file) throws IOException {
    return Advisories.JSON.readValue(file.toFile(), new TypeReference<List<Exemption>>() {});
  }

  boolean covers(Part found, Advisory advisory) {
    return part.equals(found.name()) && advisory.isKnownAs(id);
  }

  /** What is wrong with it by itself; null for nothing. */
  String complaint(LocalDate today) {
    if (until.isBefore(today)) {
      return "ended on " + until;
    }
    if (until.isAfter(today.plusDays(LONGEST_DAYS))) {
      return "is for more than " + LONGEST_DAYS + " days";
    }
    return reason.length() < SHORTEST_REASON ? "has no reason" : null;
  }

  @Override
  public String toString() {
    return "The exception of " + id + " for " + part;
  }
}

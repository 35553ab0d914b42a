package dev.dizhtime.restaurant.usecase;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What came of an import.
 *
 * @param rejected entries that were left out; the others are in
 */
public record ImportReport(int created, int updated, int unchanged, List<Rejected> rejected) {
  /**
   * An entry that was left out.
   *
   * @param index in the call's list, from 0
   * @param sourceId null when it had none
   * @param reason names the field and says what is wrong
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rejected(int index, String sourceId, String reason) {}

  public ImportReport {
    rejected = List.copyOf(rejected);
  }
}

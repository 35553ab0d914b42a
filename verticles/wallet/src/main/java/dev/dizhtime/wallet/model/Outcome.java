package dev.dizhtime.wallet.model;

import java.util.List;
import java.util.Map;

/** What came of linked transfers: all of them, or none. */
public sealed interface Outcome {
  /**
   * They hold, and are to be written.
   *
   * @param opened accounts that these transfers open
   * @param changes what they add to each account's counters
   */
  record Posted(List<Transfer> transfers, List<AccountKey> opened, Map<AccountId, Balance> changes)
      implements Outcome {}

  /** The very same transfers were written before; nothing is to be done. */
  record AlreadyPosted() implements Outcome {}

  /** None of them can be. */
  record Refused(Refusal reason) implements Outcome {}
}

package dev.dizhtime.wallet.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came of linked transfers: all of them, or none. */
public sealed interface Outcome {
  /**
   * They hold, and are to be written.
   *
   * @param opened accounts that these transfers open, as they were before
   * @param changes what they add to each account's counters
   */
  record Posted(List<Transfer> transfers, List<Account> opened, Map<AccountId, Balance> changes)
      implements Outcome {
    /** Several, one after another, as one; none is one of nothing. */
    public static Posted together(List<Posted> all) {
      List<Transfer> transfers = new ArrayList<>();
      List<Account> opened = new ArrayList<>();
      Map<AccountId, Balance> changes = new HashMap<>();
      for (Posted each : all) {
        transfers.addAll(each.transfers);
        opened.addAll(each.opened);
        each.changes.forEach((id, change) -> changes.merge(id, change, Balance::plus));
      }
      return new Posted(transfers, opened, changes);
    }
  }

  /** The very same transfers were written before; nothing is to be done. */
  record AlreadyPosted() implements Outcome {}

  /**
   * None of them can be.
   *
   * @param index of the first that can't, from 0
   */
  record Refused(Refusal reason, int index) implements Outcome {}
}

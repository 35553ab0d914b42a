package dev.dizhtime.wallet.model;

import java.util.List;
import java.util.Map;

/**
 * What a {@link Ledger} has taken since it was opened, to be written as one.
 *
 * @param transfers in the order in which they were taken
 * @param opened accounts that these transfers open, as they were before
 * @param changes what they add to each account's counters
 */
public record Taken(
    List<Transfer> transfers, List<Account> opened, Map<AccountId, Change> changes) {
  /** What is added to an account's counters. */
  public record Change(String currency, Balance by) {}
}

package dev.dizhtime.wallet.model;

/**
 * An account as it stands.
 *
 * @param opened whether the ledger has it already; one that is not is opened by its first transfer
 */
public record Account(AccountKey key, Balance balance, boolean opened) {
  /** An account that no transfer has touched yet. */
  public static Account unopened(AccountKey key) {
    return new Account(key, Balance.ZERO, false);
  }

  /** The same account after more has happened to it. */
  Account plus(Balance change) {
    return new Account(key, balance.plus(change), opened);
  }

  /** Whether the balance, holds counted, is below what this kind of account may have. */
  boolean belowFloor() {
    var floor = key.kind().floorMinor();
    return floor.isPresent() && balance.availableMinor() < floor.getAsLong();
  }
}

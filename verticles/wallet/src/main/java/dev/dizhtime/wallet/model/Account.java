package dev.dizhtime.wallet.model;

import java.util.OptionalLong;

/**
 * An account as it stands.
 *
 * @param floorMinor the lowest balance that it may have, holds counted; empty when there is none
 * @param opened whether the ledger has it already; one that is not is opened by its first transfer
 */
public record Account(AccountKey key, Balance balance, OptionalLong floorMinor, boolean opened) {
  /** One with the floor of its kind. */
  public Account(AccountKey key, Balance balance, boolean opened) {
    this(key, balance, key.kind().floorMinor(), opened);
  }

  /** An account that no transfer has touched yet. */
  public static Account unopened(AccountKey key) {
    return new Account(key, Balance.ZERO, false);
  }

  /** An account that no transfer has touched yet, to be opened with this floor. */
  public static Account unopened(AccountKey key, OptionalLong floorMinor) {
    return new Account(key, Balance.ZERO, floorMinor, false);
  }

  /** The same account after more has happened to it, which opens it. */
  public Account plus(Balance change) {
    return new Account(key, balance.plus(change), floorMinor, true);
  }

  /** Whether the balance, holds counted, is below what this account may have. */
  boolean belowFloor() {
    return floorMinor.isPresent() && balance.availableMinor() < floorMinor.getAsLong();
  }
}

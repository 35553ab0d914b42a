package dev.dizhtime.wallet.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies an account; derived from its {@link AccountKey}, so it is known before the account is.
 */
public record AccountId(UUID value) {
  public AccountId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * What there is one account of.
 *
 * @param ownerId a user, a restaurant, or {@link #PLATFORM}
 * @param currency ISO 4217
 */
public record AccountKey(AccountKind kind, UUID ownerId, String currency) {
  /** Owns the platform's own accounts. */
  public static final UUID PLATFORM = new UUID(0, 0);

  public AccountKey {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(currency, "currency");
  }

  /** A customer's wallet. */
  public static AccountKey customer(UserId customer, String currency) {
    return new AccountKey(AccountKind.CUSTOMER, customer.value(), currency);
  }

  /** Where a customer's captured money is while it is shared out. */
  public static AccountKey escrow(UserId customer, String currency) {
    return new AccountKey(AccountKind.ESCROW, customer.value(), currency);
  }

  /** One of the platform's own accounts. */
  public static AccountKey platform(AccountKind kind, String currency) {
    return new AccountKey(kind, PLATFORM, currency);
  }

  /** The id of the account: always the same for the same key. */
  public AccountId id() {
    String name = "account|" + kind + "|" + ownerId + "|" + currency;
    return new AccountId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}

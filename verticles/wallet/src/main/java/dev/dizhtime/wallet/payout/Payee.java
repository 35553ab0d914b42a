package dev.dizhtime.wallet.payout;

import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.util.List;
import java.util.UUID;

/**
 * Who is paid out.
 *
 * @param party {@code RESTAURANT} or {@code DRIVER}
 */
record Payee(Party party, UUID ownerId, String currency) {
  /** The accounts of which the balances are paid together. */
  List<AccountKey> accounts() {
    return party == Party.RESTAURANT
        ? List.of(new AccountKey(AccountKind.RESTAURANT, ownerId, currency))
        : List.of(
            new AccountKey(AccountKind.DRIVER, ownerId, currency),
            new AccountKey(AccountKind.TIP, ownerId, currency));
  }
}

package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.contracts.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an account for someone who comes by themselves. */
public final class RegisterAccount {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterAccount.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final Clock clock;

  public RegisterAccount(Accounts accounts, Passwords passwords, Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** The new account; empty when the e-mail address has one already. */
  public Optional<Account> register(
      EmailAddress email, String password, DisplayName displayName, AccountRole role)
      throws Exception {
    Account account =
        new Account(
            new UserId(UUID.randomUUID()),
            email,
            displayName,
            Set.of(role),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!accounts.add(account, passwords.hash(password))) {
      return Optional.empty();
    }
    LOG.info("user {} registered as {}", account.userId(), role.wireName());
    return Optional.of(account);
  }
}

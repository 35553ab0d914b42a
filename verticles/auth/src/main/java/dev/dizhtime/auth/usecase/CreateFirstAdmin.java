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

/** Makes sure that somebody can begin. An account that exists is left as it is. */
public final class CreateFirstAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(CreateFirstAdmin.class);

  /** What the first admin is called. */
  public static final DisplayName NAME = new DisplayName("Admin");

  private final Accounts accounts;
  private final Passwords passwords;
  private final Clock clock;

  public CreateFirstAdmin(Accounts accounts, Passwords passwords, Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** Makes the admin unless the address has an account; several instances may try at once. */
  public void create(EmailAddress email, String password) throws Exception {
    Optional<Accounts.WithPassword> existing = accounts.find(email);
    if (existing.isPresent()) {
      if (!existing.get().account().roles().contains(AccountRole.ADMIN)) {
        LOG.warn("the first admin's e-mail address belongs to an account that is no admin");
      }
      return;
    }
    Account admin =
        new Account(
            new UserId(UUID.randomUUID()),
            email,
            NAME,
            Set.of(AccountRole.ADMIN),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (accounts.add(admin, passwords.hash(password))) {
      LOG.info("the first admin is user {}", admin.userId());
    }
  }
}

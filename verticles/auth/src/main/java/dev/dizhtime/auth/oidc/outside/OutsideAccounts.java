package dev.dizhtime.auth.oidc.outside;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgAccounts;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whom people from outside are here, in PostgreSQL. */
final class OutsideAccounts {
  private final Postgres postgres;
  private final Passwords passwords;
  private final RefreshTokens random;
  private final Clock clock;

  /**
   * Somebody as an outside provider knows them.
   *
   * @param email there when the provider has confirmed that it is theirs
   */
  record Person(String issuer, String subject, Optional<EmailAddress> email, String name) {}

  /** Who they are here. */
  sealed interface Finding {
    /** This account. */
    record Known(Account account) implements Finding {}

    /** The provider has confirmed no address of theirs, and they have not come before. */
    record NoAddress() implements Finding {}

    /** There is an account with their address, of which nobody has shown that it is theirs. */
    record Unconfirmed() implements Finding {}
  }

  OutsideAccounts(Postgres postgres, Passwords passwords, RefreshTokens random, Clock clock) {
    this.postgres = postgres;
    this.passwords = passwords;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Finds their account by the provider's own id. The first time, links the one of their address,
   * or makes one.
   */
  Finding find(Person person) throws Exception {
    Optional<Account> linked = linked(person);
    if (linked.isPresent()) {
      return new Finding.Known(linked.get());
    }
    if (person.email().isEmpty()) {
      return new Finding.NoAddress();
    }
    // Nobody knows it, so nobody logs in by it; the owner may have it replaced by mail.
    String passwordHash = passwords.hash(random.next());
    return postgres.inTransaction(tx -> link(tx, person, person.email().get(), passwordHash));
  }

  private Optional<Account> linked(Person person) {
    return postgres
        .first(
            "SELECT "
                + AccountRows.COLUMNS
                + " FROM outside_identity JOIN account USING (user_id)"
                + " WHERE issuer = $1 AND subject = $2",
            person.issuer(),
            person.subject())
        .map(AccountRows::read);
  }

  private Finding link(Tx tx, Person person, EmailAddress email, String passwordHash) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Account> there = AccountRows.find(tx, email);
    // Whoever registered an address that is not theirs must not wait here for its owner.
    if (there.isPresent() && !there.get().standing().emailVerified()) {
      return new Finding.Unconfirmed();
    }
    Optional<Account> account = there.or(() -> made(tx, person, email, passwordHash, now));
    if (account.isEmpty()) {
      return new Finding.Unconfirmed();
    }
    tx.update(
        """
        INSERT INTO outside_identity (issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
        """,
        person.issuer(),
        person.subject(),
        account.get().userId().value(),
        now);
    return new Finding.Known(account.get());
  }

  /** A new account; none when somebody has just registered the address. */
  private static Optional<Account> made(
      Tx tx, Person person, EmailAddress email, String passwordHash, Instant now) {
    Account account =
        new Account(
            new UserId(UUID.randomUUID()),
            email,
            displayName(person, email),
            Set.of(AccountRole.CUSTOMER),
            now);
    if (!PgAccounts.insert(tx, account, passwordHash)) {
      return Optional.empty();
    }
    tx.update(
        "UPDATE account SET email_verified_at = $2 WHERE user_id = $1",
        account.userId().value(),
        now);
    return AccountRows.find(tx, account.userId());
  }

  private static DisplayName displayName(Person person, EmailAddress email) {
    try {
      return DisplayName.of(person.name());
    } catch (IllegalArgumentException _) {
      return DisplayName.of(email.value().substring(0, email.value().indexOf('@')));
    }
  }
}

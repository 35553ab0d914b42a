package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Accounts in PostgreSQL; the password's hash has a table of its own, read for a log-in only. */
public final class PgAccounts implements Accounts {
  private final Postgres postgres;
  private final BiConsumer<Tx, Account> welcome;

  /**
   * Accounts.
   *
   * @param welcome what else is done in the transaction that makes an account
   */
  public PgAccounts(Postgres postgres, BiConsumer<Tx, Account> welcome) {
    this.postgres = postgres;
    this.welcome = welcome;
  }

  @Override
  public boolean add(Account account, String passwordHash) throws Exception {
    return postgres.inTransaction(
        tx -> {
          if (!insert(tx, account, passwordHash)) {
            return false;
          }
          welcome.accept(tx, account);
          return true;
        });
  }

  /** Adds an account and tells the others; false when the address has one already. */
  public static boolean insert(Tx tx, Account account, String passwordHash) {
    int added =
        tx.update(
            """
            INSERT INTO account (user_id, email, display_name, roles, registered_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (email) DO NOTHING
            """,
            account.userId().value(),
            account.email().value(),
            account.displayName().value(),
            account.roleNames().toArray(String[]::new),
            account.registeredAt());
    if (added == 0) {
      return false;
    }
    tx.update(
        "INSERT INTO credential (user_id, password_hash, changed_at) VALUES ($1, $2, $3)",
        account.userId().value(),
        passwordHash,
        account.registeredAt());
    tx.send(account.registered());
    SecurityLog.record(tx, SecurityEvent.of(Kind.REGISTERED, account.userId()));
    return true;
  }

  @Override
  public void changePassword(UserId userId, String passwordHash, UUID sessionThatStays, Instant now)
      throws Exception {
    postgres.inTransaction(
        tx -> {
          tx.update(
              "UPDATE credential SET password_hash = $2, changed_at = $3 WHERE user_id = $1",
              userId.value(),
              passwordHash,
              now);
          PgSessions.revokeAll(tx, userId, sessionThatStays, now);
          SecurityLog.record(tx, SecurityEvent.of(Kind.PASSWORD_CHANGED, userId));
          return null;
        });
  }

  @Override
  public Optional<WithPassword> find(EmailAddress email) {
    return postgres
        .first(
            "SELECT "
                + AccountRows.COLUMNS
                + ", credential.password_hash, credential.changed_at FROM account JOIN credential"
                + " USING (user_id) WHERE account.email = $1",
            email.value())
        .map(
            row ->
                new WithPassword(
                    AccountRows.read(row),
                    row.getString("password_hash"),
                    row.getOffsetDateTime("changed_at").toInstant()));
  }

  @Override
  public Optional<Account> find(UserId userId) {
    return postgres
        .first(
            "SELECT " + AccountRows.COLUMNS + " FROM account WHERE account.user_id = $1",
            userId.value())
        .map(AccountRows::read);
  }
}

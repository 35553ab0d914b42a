package dev.dizhtime.auth.departure;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgLogInThrottle;
import dev.dizhtime.auth.recovery.AccountMails;
import dev.dizhtime.auth.usecase.CheckPassword;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts that will be deleted, on the database's clock. */
public final class AccountDeletions {
  /** For a change of mind, and for an owner whose account somebody else wants gone. */
  public static final Duration GRACE = Duration.ofDays(14);

  private static final Logger LOG = LoggerFactory.getLogger(AccountDeletions.class);
  private static final int PIECE = 20;

  private final Postgres postgres;
  private final AccountMails mails;

  public AccountDeletions(Postgres postgres, AccountMails mails) {
    this.postgres = postgres;
    this.mails = mails;
  }

  /**
   * Plans it; asking again changes nothing.
   *
   * @return when it will happen
   */
  Instant plan(Account account) throws Exception {
    return postgres.inTransaction(
        tx -> {
          refuseTheLastAdmin(tx, account);
          Optional<Instant> planned = planned(tx, account.userId());
          if (planned.isPresent()) {
            return planned.get();
          }
          Instant at =
              tx.first(
                      """
                      UPDATE account
                      SET deletion_at = clock_timestamp() + make_interval(secs => $2)
                      WHERE user_id = $1 RETURNING deletion_at
                      """,
                      account.userId().value(),
                      (double) GRACE.toSeconds())
                  .orElseThrow()
                  .getOffsetDateTime("deletion_at")
                  .toInstant();
          SecurityLog.record(tx, SecurityEvent.of(Kind.DELETION_PLANNED, account.userId()));
          mails.tell(tx, AccountMail.DELETION_PLANNED, account, at);
          return at;
        });
  }

  private static void refuseTheLastAdmin(Tx tx, Account account) {
    if (!account.is(AccountRole.ADMIN)) {
      return;
    }
    // Of two who leave at once the second sees that the first does.
    tx.first(
        """
        SELECT count(*) FROM (SELECT FROM account WHERE 'admin' = ANY (roles)
          ORDER BY user_id FOR UPDATE) AS admins
        """);
    if (tx.first(
            """
            SELECT FROM account
            WHERE 'admin' = ANY (roles) AND user_id <> $1 AND deletion_at IS NULL LIMIT 1
            """,
            account.userId().value())
        .isEmpty()) {
      throw Problem.conflict("last-admin", "Without you there would be no admin").exception();
    }
  }

  /** When an account will be deleted; empty when it will not. */
  Optional<Instant> planned(UserId userId) throws Exception {
    return postgres.inTransaction(tx -> planned(tx, userId));
  }

  private static Optional<Instant> planned(Tx tx, UserId userId) {
    return tx.first(
            "SELECT deletion_at FROM account WHERE user_id = $1 AND deletion_at IS NOT NULL"
                + " FOR UPDATE",
            userId.value())
        .map(row -> row.getOffsetDateTime("deletion_at").toInstant());
  }

  /** Calls it off; false when nothing was planned. */
  boolean cancel(UserId userId) throws Exception {
    return postgres.inTransaction(
        tx -> {
          boolean cancelled =
              tx.update(
                      """
                      UPDATE account SET deletion_at = NULL
                      WHERE user_id = $1 AND deletion_at IS NOT NULL
                      """,
                      userId.value())
                  == 1;
          if (cancelled) {
            SecurityLog.record(tx, SecurityEvent.of(Kind.DELETION_CANCELLED, userId));
          }
          return cancelled;
        });
  }

  /** Deletes accounts whose time has come, a bounded piece; returns whether there are more. */
  public boolean deleteDue() throws Exception {
    for (int i = 0; i < PIECE; i++) {
      if (!postgres.inTransaction(AccountDeletions::deleteOne)) {
        return false;
      }
    }
    return true;
  }

  private static boolean deleteOne(Tx tx) {
    var due =
        tx.first(
            """
            SELECT user_id, clock_timestamp() AS now FROM account
            WHERE deletion_at <= clock_timestamp() ORDER BY deletion_at LIMIT 1
            FOR UPDATE SKIP LOCKED
            """);
    if (due.isEmpty()) {
      return false;
    }
    UserId userId = new UserId(due.get().getUUID("user_id"));
    Account account = AccountRows.find(tx, userId).orElseThrow();
    PgLogInThrottle.forget(tx, account.email().value());
    PgLogInThrottle.forget(tx, CheckPassword.subject(account.userId()));
    tx.update("DELETE FROM staff_invitation WHERE email = $1", account.email().value());
    tx.update("UPDATE security_event SET device = NULL WHERE user_id = $1", userId.value());
    // All else hangs on the account and goes with it.
    tx.update("DELETE FROM account WHERE user_id = $1", userId.value());
    SecurityLog.record(tx, SecurityEvent.of(Kind.ACCOUNT_DELETED, userId));
    tx.send(new AccountDeleted(userId, due.get().getOffsetDateTime("now").toInstant()));
    tx.afterCommit(() -> LOG.info("user {} is deleted", userId));
    return true;
  }
}

package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgLogInThrottle;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.auth.usecase.CheckPassword;
import dev.dizhtime.auth.usecase.PasswordQuality;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Another password for somebody who has forgotten theirs but reads their mails. */
public final class PasswordReset {
  private static final String PAGE = "password-reset";
  private static final int PIECE = 50;

  private final Postgres postgres;
  private final OneTimeTokens tokens;
  private final AccountMails mails;
  private final Passwords passwords;
  private final PasswordQuality quality;
  private final Clock clock;

  /** What became of choosing another password. */
  sealed interface Outcome {
    /** It is the password now. */
    record Changed() implements Outcome {}

    /** The token is unknown, used or too old. */
    record BadToken() implements Outcome {}

    /** The password can't be taken. */
    record BadPassword(String complaint) implements Outcome {}
  }

  public PasswordReset(
      Postgres postgres,
      RefreshTokens random,
      AccountMails mails,
      Passwords passwords,
      PasswordQuality quality,
      Clock clock) {
    this.postgres = postgres;
    this.tokens = new OneTimeTokens(postgres, random);
    this.mails = mails;
    this.passwords = passwords;
    this.quality = quality;
    this.clock = clock;
  }

  /** Notes that somebody asks. Does the same whether or not the address has an account. */
  void request(EmailAddress email) throws Exception {
    TraceContext cause = TraceContext.current();
    postgres.inTransaction(
        tx -> {
          if (MailAllowance.take(tx, email, Purpose.RESET_PASSWORD.name())) {
            tx.update(
                """
                INSERT INTO password_reset_request (request_id, email, traceparent, x_request_id)
                VALUES ($1, $2, $3, $4)
                """,
                UUID.randomUUID(),
                email.value(),
                cause.traceparent(),
                cause.requestId());
          }
          return null;
        });
  }

  /** Sends what was asked for, a bounded piece; returns whether there is more. */
  public boolean sendSome() throws Exception {
    for (int i = 0; i < PIECE; i++) {
      if (!postgres.inTransaction(this::sendOne)) {
        return false;
      }
    }
    return true;
  }

  private boolean sendOne(Tx tx) throws Exception {
    var row =
        tx.first(
            """
            DELETE FROM password_reset_request WHERE request_id = (
              SELECT request_id FROM password_reset_request ORDER BY requested_at LIMIT 1
              FOR UPDATE SKIP LOCKED)
            RETURNING email, traceparent, x_request_id
            """);
    if (row.isEmpty()) {
      return false;
    }
    Optional<Account> account =
        AccountRows.find(tx, new EmailAddress(row.get().getString("email")));
    if (account.isPresent()) {
      var cause =
          new TraceContext(row.get().getString("traceparent"), row.get().getString("x_request_id"));
      try (var _ = cause.context().makeCurrent()) {
        send(tx, account.get());
      }
    }
    return true;
  }

  private void send(Tx tx, Account account) {
    mails.ask(
        tx,
        AccountMail.RESET_PASSWORD,
        account,
        PAGE,
        tokens.issue(tx, Purpose.RESET_PASSWORD, account));
    SecurityLog.record(
        tx, SecurityEvent.of(SecurityEvent.Kind.PASSWORD_RESET_REQUESTED, account.userId()));
  }

  /**
   * Sets the password and ends all sessions, or does neither. A password that is refused leaves the
   * token good.
   *
   * @throws Passwords.BusyException when too many wait already
   */
  Outcome confirm(String token, String wanted) throws Exception {
    var holder = tokens.holder(Purpose.RESET_PASSWORD, token);
    if (holder.isEmpty()) {
      return new Outcome.BadToken();
    }
    Optional<Account> account =
        postgres.inTransaction(tx -> AccountRows.find(tx, holder.get().userId()));
    if (account.isEmpty()) {
      return new Outcome.BadToken();
    }
    Optional<String> complaint =
        quality.complaint(wanted, account.get().email(), account.get().displayName());
    if (complaint.isPresent()) {
      return new Outcome.BadPassword(complaint.get());
    }
    String hash = passwords.hash(wanted);
    return postgres.inTransaction(tx -> change(tx, token, account.get(), hash));
  }

  private Outcome change(Tx tx, String token, Account account, String hash) {
    var used = tokens.use(tx, Purpose.RESET_PASSWORD, token);
    if (used.isEmpty()) {
      return new Outcome.BadToken();
    }
    var now = clock.instant();
    tx.update(
        "UPDATE credential SET password_hash = $2, changed_at = $3 WHERE user_id = $1",
        account.userId().value(),
        hash,
        now);
    PgSessions.revokeAll(tx, account.userId(), null, now);
    PgLogInThrottle.forget(tx, account.email().value());
    PgLogInThrottle.forget(tx, CheckPassword.subject(account.userId()));
    forgetStrangersFactor(tx, account);
    EmailVerification.verified(tx, used.get());
    SecurityLog.record(tx, SecurityEvent.of(SecurityEvent.Kind.PASSWORD_RESET, account.userId()));
    mails.tell(tx, AccountMail.PASSWORD_CHANGED, account, now);
    return new Outcome.Changed();
  }

  /** Whoever registered had not shown that the address is theirs: the app may be a stranger's. */
  private static void forgetStrangersFactor(Tx tx, Account account) {
    int forgotten =
        tx.update(
            """
            DELETE FROM second_factor f USING account a
            WHERE f.user_id = $1 AND a.user_id = f.user_id AND a.email_verified_at IS NULL
            """,
            account.userId().value());
    if (forgotten > 0) {
      SecurityLog.record(
          tx, SecurityEvent.of(SecurityEvent.Kind.SECOND_FACTOR_REMOVED, account.userId()));
    }
  }
}

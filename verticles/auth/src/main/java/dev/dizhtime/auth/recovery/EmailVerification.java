package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;

/** Finds out whether an address is its account's owner's. */
public final class EmailVerification {
  private static final String PAGE = "email-verification";

  private final Postgres postgres;
  private final OneTimeTokens tokens;
  private final AccountMails mails;

  /** What became of asking for another mail. */
  public enum Asked {
    SENT,
    VERIFIED_ALREADY,
    TOO_OFTEN
  }

  public EmailVerification(Postgres postgres, RefreshTokens random, AccountMails mails) {
    this.postgres = postgres;
    this.tokens = new OneTimeTokens(postgres, random);
    this.mails = mails;
  }

  /** Sends the first mail, in the transaction that makes the account. */
  public void begin(Tx tx, Account account) {
    if (MailAllowance.take(tx, account.email(), Purpose.VERIFY_EMAIL.name())) {
      send(tx, account);
    }
  }

  /** Sends another one; the link in the last one is no longer good. */
  Asked again(Account account) throws Exception {
    if (account.standing().emailVerified()) {
      return Asked.VERIFIED_ALREADY;
    }
    return postgres.inTransaction(
        tx -> {
          if (!MailAllowance.take(tx, account.email(), Purpose.VERIFY_EMAIL.name())) {
            return Asked.TOO_OFTEN;
          }
          send(tx, account);
          return Asked.SENT;
        });
  }

  private void send(Tx tx, Account account) {
    mails.ask(
        tx,
        AccountMail.VERIFY_EMAIL,
        account,
        PAGE,
        tokens.issue(tx, Purpose.VERIFY_EMAIL, account));
  }

  /** Whether the token was good; the address is verified then. */
  boolean confirm(String token) throws Exception {
    return postgres.inTransaction(
        tx -> {
          var holder = tokens.use(tx, Purpose.VERIFY_EMAIL, token);
          holder.ifPresent(known -> verified(tx, known));
          return holder.isPresent();
        });
  }

  static void verified(Tx tx, OneTimeTokens.Holder holder) {
    verified(tx, holder.userId(), holder.email());
  }

  /** Whoever used a link or a code in a mail to the address reads its mails. */
  public static void verified(Tx tx, UserId userId, EmailAddress email) {
    int changed =
        tx.update(
            """
            UPDATE account SET email_verified_at = clock_timestamp()
            WHERE user_id = $1 AND email = $2 AND email_verified_at IS NULL
            """,
            userId.value(),
            email.value());
    if (changed == 1) {
      OneTimeTokens.forget(tx, Purpose.VERIFY_EMAIL, userId);
      SecurityLog.record(tx, SecurityEvent.of(SecurityEvent.Kind.EMAIL_VERIFIED, userId));
    }
  }
}

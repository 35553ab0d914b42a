package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.SecondFactorFor;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.recovery.AccountMails;
import dev.dizhtime.auth.recovery.MailAllowance;
import dev.dizhtime.auth.usecase.LogInChallenges;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Log-ins that wait for a code, in PostgreSQL. */
public final class PgLogInChallenges implements LogInChallenges {
  /** Codes that are mailed to an address in an hour. */
  public static final int MAILS_PER_HOUR = 10;

  /** How long one waits for its code. */
  static final int LIFE_SECONDS = 300;

  /** How many of one account wait at a time; one more ends the oldest. */
  static final int MAX_PER_ACCOUNT = 5;

  private final Postgres postgres;
  private final RefreshTokens random;
  private final MailedCodes codes;
  private final AccountMails mails;
  private final SecondFactorFor whom;

  /** A log-in that waits. */
  record Waiting(UserId userId, Method method) {}

  /**
   * Log-ins in this database.
   *
   * @param whom whose log-in takes a code though they have no app
   */
  public PgLogInChallenges(
      Postgres postgres, RefreshTokens random, AccountMails mails, SecondFactorFor whom) {
    this.postgres = postgres;
    this.random = random;
    this.codes = new MailedCodes(random);
    this.mails = mails;
    this.whom = whom;
  }

  @Override
  public Demand demand(Recognized who) throws Exception {
    if (who.account().standing().secondFactor()) {
      return ifStillGood(who, this::app);
    }
    return whom == SecondFactorFor.EVERYBODY ? ifStillGood(who, this::mail) : new Demand.Nothing();
  }

  /** A challenge opened after a change of the password would not end with that. */
  private Demand ifStillGood(Recognized who, BiFunction<Tx, Account, Demand> open)
      throws Exception {
    return postgres.inTransaction(
        tx ->
            AccountRows.stillGood(tx, who)
                .map(account -> open.apply(tx, account))
                .orElseGet(Demand.Overtaken::new));
  }

  private Demand app(Tx tx, Account account) {
    String challenge = random.next();
    open(tx, account.userId(), challenge, null);
    return new Demand.Code(new Challenge(challenge, Method.APP));
  }

  private Demand mail(Tx tx, Account account) {
    String kind = AccountMail.LOG_IN_CODE.name();
    if (!MailAllowance.take(tx, account.email(), kind, MAILS_PER_HOUR)) {
      return new Demand.TooManyMails(Duration.ofHours(1));
    }
    String challenge = random.next();
    String code = codes.next();
    Instant until = open(tx, account.userId(), challenge, codes.hash(challenge, code));
    mails.code(tx, account, code, until);
    return new Demand.Code(new Challenge(challenge, Method.MAIL));
  }

  /** Returns until when it waits. */
  private Instant open(Tx tx, UserId userId, String challenge, Buffer codeHash) {
    tx.update(
        """
        DELETE FROM log_in_challenge WHERE challenge_hash IN (
          SELECT challenge_hash FROM log_in_challenge WHERE user_id = $1
          ORDER BY expires_at DESC OFFSET $2)
        """,
        userId.value(),
        MAX_PER_ACCOUNT - 1);
    return tx.first(
            """
            INSERT INTO log_in_challenge (challenge_hash, user_id, expires_at, code_hash)
            VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3), $4)
            RETURNING expires_at
            """,
            hash(challenge),
            userId.value(),
            (double) LIFE_SECONDS,
            codeHash)
        .orElseThrow()
        .getOffsetDateTime("expires_at")
        .toInstant();
  }

  /** Whose log-in waits for a code with this challenge, and for which. */
  Optional<Waiting> find(String challenge) {
    return postgres
        .first(
            """
            SELECT user_id, code_hash IS NOT NULL AS mailed FROM log_in_challenge
            WHERE challenge_hash = $1 AND expires_at > clock_timestamp()
            """,
            hash(challenge))
        .map(
            row ->
                new Waiting(
                    new UserId(row.getUUID("user_id")),
                    row.getBoolean("mailed") ? Method.MAIL : Method.APP));
  }

  /** The log-in waits no more; of two at once one closes it. */
  boolean close(Tx tx, String challenge) {
    return tx.update("DELETE FROM log_in_challenge WHERE challenge_hash = $1", hash(challenge))
        == 1;
  }

  /** Whether this is the code that was mailed for this log-in; it waits no more then. */
  boolean closeByMail(Tx tx, String challenge, String code) {
    return tx.update(
            """
            DELETE FROM log_in_challenge
            WHERE challenge_hash = $1 AND code_hash = $2 AND expires_at > clock_timestamp()
            """,
            hash(challenge),
            codes.hash(challenge, code))
        == 1;
  }

  private Buffer hash(String challenge) {
    return Buffer.buffer(random.hash(challenge).bytes());
  }
}

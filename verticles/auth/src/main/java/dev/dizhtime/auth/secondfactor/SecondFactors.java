package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.crypto.Seal;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.auth.recovery.AccountMails;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The second factors of all accounts. */
public final class SecondFactors {
  private static final String DIGITS = "[0-9]{6}";

  /** How long a secret that was shown waits for its first code. */
  private static final int ENROLMENT_SECONDS = 900;

  private final Postgres postgres;
  private final Seal seal;
  private final OneTimeCodes codes = new OneTimeCodes();
  private final RecoveryCodes recoveryCodes;
  private final AccountMails mails;
  private final Clock clock;

  /** What an app is to be told. Never prints. */
  record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "Enrolment[***]";
    }
  }

  public SecondFactors(
      Postgres postgres, Seal seal, RefreshTokens hashes, AccountMails mails, Clock clock) {
    this.postgres = postgres;
    this.seal = seal;
    this.recoveryCodes = new RecoveryCodes(hashes);
    this.mails = mails;
    this.clock = clock;
  }

  /** Begins, or begins anew; empty when the account has a factor that counts. */
  Optional<Enrolment> begin(Account account) throws Exception {
    byte[] secret = codes.newSecret();
    int begun =
        postgres
            .execute(
                """
                INSERT INTO second_factor AS f (user_id, sealed_secret) VALUES ($1, $2)
                ON CONFLICT (user_id) DO UPDATE
                SET sealed_secret = excluded.sealed_secret, begun_at = excluded.begun_at
                WHERE f.confirmed_at IS NULL
                """,
                account.userId().value(),
                Buffer.buffer(seal.close(label(account.userId()), secret)))
            .rowCount();
    return begun == 1
        ? Optional.of(
            new Enrolment(OneTimeCodes.text(secret), OneTimeCodes.uri(secret, account.email())))
        : Optional.empty();
  }

  /** Whether the account has one that was begun, but so long ago that it is to be begun anew. */
  boolean begunTooLongAgo(UserId userId) {
    return postgres
        .first(
            """
            SELECT FROM second_factor WHERE user_id = $1 AND confirmed_at IS NULL
              AND begun_at < clock_timestamp() - make_interval(secs => $2)
            """,
            userId.value(),
            (double) ENROLMENT_SECONDS)
        .isPresent();
  }

  /** Whether a code is good of the app whose enrolment waits for one. */
  boolean useUnconfirmed(Tx tx, UserId userId, String typed) {
    return useDigits(tx, userId, tidy(typed), false);
  }

  /**
   * Lets it count from now on, and ends all sessions but the present one, which may have been begun
   * by somebody who knew the password only, and log-ins that wait for a code of another kind.
   *
   * @return the recovery codes
   */
  List<String> count(Tx tx, Account account, UUID present) {
    UserId userId = account.userId();
    Instant now = clock.instant();
    tx.update(
        "UPDATE second_factor SET confirmed_at = clock_timestamp() WHERE user_id = $1",
        userId.value());
    PgSessions.revokeAll(tx, userId, present, now);
    SecurityLog.record(tx, SecurityEvent.of(Kind.SECOND_FACTOR_ADDED, userId));
    mails.tell(tx, AccountMail.SECOND_FACTOR_ADDED, account, now);
    return recoveryCodes.renew(tx, userId);
  }

  /** Whether a code is good, of either kind; it is used up then. */
  boolean use(Tx tx, UserId userId, String typed) {
    String code = tidy(typed);
    if (code.matches(DIGITS)) {
      return useDigits(tx, userId, code, true);
    }
    boolean good = recoveryCodes.use(tx, userId, code);
    if (good) {
      SecurityLog.record(tx, SecurityEvent.of(Kind.RECOVERY_CODE_USED, userId));
    }
    return good;
  }

  private boolean useDigits(Tx tx, UserId userId, String code, boolean counting) {
    Optional<byte[]> sealed =
        tx.first(
                """
                SELECT sealed_secret FROM second_factor
                WHERE user_id = $1 AND (confirmed_at IS NOT NULL) = $2 FOR UPDATE
                """,
                userId.value(),
                counting)
            .map(row -> row.getBuffer("sealed_secret").getBytes());
    if (sealed.isEmpty()) {
      return false;
    }
    byte[] secret = seal.open(label(userId), sealed.get());
    OptionalLong step = codes.step(secret, code, clock.instant());
    return step.isPresent()
        && tx.update(
                "UPDATE second_factor SET last_step = $2 WHERE user_id = $1 AND last_step < $2",
                userId.value(),
                step.getAsLong())
            == 1;
  }

  List<String> renewRecoveryCodes(Tx tx, UserId userId) {
    SecurityLog.record(tx, SecurityEvent.of(Kind.RECOVERY_CODES_RENEWED, userId));
    return recoveryCodes.renew(tx, userId);
  }

  void remove(Tx tx, Account account) {
    tx.update("DELETE FROM second_factor WHERE user_id = $1", account.userId().value());
    SecurityLog.record(tx, SecurityEvent.of(Kind.SECOND_FACTOR_REMOVED, account.userId()));
    mails.tell(tx, AccountMail.SECOND_FACTOR_REMOVED, account, clock.instant());
  }

  /** A code without what people put between its parts. */
  static String tidy(String typed) {
    return typed.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
  }

  private static String label(UserId userId) {
    return "second-factor:" + userId;
  }
}

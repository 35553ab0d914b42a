package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.recovery.EmailVerification;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.auth.usecase.LogInChallenges.Method;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Duration;
import java.util.Optional;

/** Ends a log-in's wait for its code: whoever asks begins the session, of whatever kind. */
public final class AnswerChallenge {
  private final PgLogInChallenges challenges;
  private final CheckCode checkCode;
  private final Accounts accounts;

  /** What comes of it. */
  public sealed interface Outcome {
    /** It is them. */
    record Right(Account account) implements Outcome {}

    /** The code was not good; where the good one is. */
    record Wrong(Method method) implements Outcome {}

    /** The log-in does not wait, or no longer. */
    record TooLate() implements Outcome {}

    /** Too many codes were wrong before; this one was not looked at. */
    record NotNow(Duration delay, Method method) implements Outcome {}
  }

  public AnswerChallenge(PgLogInChallenges challenges, CheckCode checkCode, Accounts accounts) {
    this.challenges = challenges;
    this.checkCode = checkCode;
    this.accounts = accounts;
  }

  /** Uses the code up, if it is good, and the challenge with it. */
  public Outcome answer(String challenge, String code) throws Exception {
    Optional<PgLogInChallenges.Waiting> waiting = challenges.find(challenge);
    if (waiting.isEmpty()) {
      return new Outcome.TooLate();
    }
    UserId userId = waiting.get().userId();
    Method method = waiting.get().method();
    return switch (check(waiting.get(), challenge, code)) {
      case CheckCode.Finding.Good<Boolean>(Boolean first) ->
          accounts
              .find(userId)
              .filter(_ -> first)
              .<Outcome>map(Outcome.Right::new)
              .orElseGet(Outcome.TooLate::new);
      case CheckCode.Finding.Wrong<Boolean> _ -> new Outcome.Wrong(method);
      case CheckCode.Finding.NotNow<Boolean>(Duration delay) -> new Outcome.NotNow(delay, method);
    };
  }

  private CheckCode.Finding<Boolean> check(
      PgLogInChallenges.Waiting waiting, String challenge, String code) throws Exception {
    return switch (waiting.method()) {
      case APP -> checkCode.check(waiting.userId(), code, tx -> challenges.close(tx, challenge));
      case MAIL ->
          checkCode.check(
              waiting.userId(),
              tx -> challenges.closeByMail(tx, challenge, SecondFactors.tidy(code)),
              tx -> readsTheirMails(tx, waiting.userId()));
    };
  }

  private static boolean readsTheirMails(Tx tx, UserId userId) {
    Optional<Account> account = AccountRows.find(tx, userId);
    account.ifPresent(known -> EmailVerification.verified(tx, userId, known.email()));
    return account.isPresent();
  }
}

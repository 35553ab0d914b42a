package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.recovery.EmailVerification;
import dev.dizhtime.auth.usecase.LogInChallenges.Method;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Duration;
import java.util.Optional;

/** Ends a log-in's wait for its code: whoever asks begins the session, of whatever kind. */
public final class AnswerChallenge {
  private final PgLogInChallenges challenges;
  private final CheckCode checkCode;
  private final SecondFactors factors;

  /** What comes of it. */
  public sealed interface Outcome {
    /** It is them. */
    record Right(Recognized who) implements Outcome {}

    /** The code was not good; where the good one is. */
    record Wrong(Method method) implements Outcome {}

    /** The log-in does not wait, or no longer. */
    record TooLate() implements Outcome {}

    /** Too many codes were wrong before; this one was not looked at. */
    record NotNow(Duration delay, Method method) implements Outcome {}
  }

  public AnswerChallenge(PgLogInChallenges challenges, CheckCode checkCode, SecondFactors factors) {
    this.challenges = challenges;
    this.checkCode = checkCode;
    this.factors = factors;
  }

  /** Uses the code up, if it is good, and the challenge with it. */
  public Outcome answer(String challenge, String code) throws Exception {
    Optional<PgLogInChallenges.Waiting> waiting = challenges.find(challenge);
    if (waiting.isEmpty()) {
      return new Outcome.TooLate();
    }
    Method method = waiting.get().method();
    return switch (check(waiting.get(), challenge, code)) {
      case CheckCode.Finding.Good<Optional<Recognized>>(Optional<Recognized> who) ->
          who.<Outcome>map(Outcome.Right::new).orElseGet(Outcome.TooLate::new);
      case CheckCode.Finding.Wrong<Optional<Recognized>> _ -> new Outcome.Wrong(method);
      case CheckCode.Finding.NotNow<Optional<Recognized>>(Duration delay) ->
          new Outcome.NotNow(delay, method);
    };
  }

  private CheckCode.Finding<Optional<Recognized>> check(
      PgLogInChallenges.Waiting waiting, String challenge, String code) throws Exception {
    UserId userId = waiting.userId();
    return switch (waiting.method()) {
      case APP ->
          checkCode.check(
              userId,
              tx -> {
                AccountRows.hold(tx, userId);
                return factors.use(tx, userId, code);
              },
              tx -> challenges.close(tx, challenge) ? recognized(tx, userId) : Optional.empty());
      case MAIL ->
          checkCode.check(
              userId,
              tx -> {
                AccountRows.hold(tx, userId);
                return challenges.closeByMail(tx, challenge, SecondFactors.tidy(code));
              },
              tx -> readsTheirMails(tx, userId));
    };
  }

  private static Optional<Recognized> readsTheirMails(Tx tx, UserId userId) {
    AccountRows.find(tx, userId)
        .ifPresent(known -> EmailVerification.verified(tx, userId, known.email()));
    return recognized(tx, userId);
  }

  /** With the account held: a challenge that is still there was begun with this password. */
  private static Optional<Recognized> recognized(Tx tx, UserId userId) {
    return AccountRows.find(tx, userId)
        .map(account -> new Recognized(account, AccountRows.passwordChangedAt(tx, userId)));
  }
}

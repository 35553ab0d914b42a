package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.contracts.UserId;
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

    /** The code was not good. */
    record Wrong() implements Outcome {}

    /** The log-in does not wait, or no longer. */
    record TooLate() implements Outcome {}

    /** Too many codes were wrong before; this one was not looked at. */
    record NotNow(Duration delay) implements Outcome {}
  }

  public AnswerChallenge(PgLogInChallenges challenges, CheckCode checkCode, Accounts accounts) {
    this.challenges = challenges;
    this.checkCode = checkCode;
    this.accounts = accounts;
  }

  /** Uses the code up, if it is good, and the challenge with it. */
  public Outcome answer(String challenge, String code) throws Exception {
    Optional<UserId> userId = challenges.find(challenge);
    if (userId.isEmpty()) {
      return new Outcome.TooLate();
    }
    return switch (checkCode.check(userId.get(), code, tx -> challenges.close(tx, challenge))) {
      case CheckCode.Finding.Good<Boolean>(Boolean first) ->
          accounts
              .find(userId.get())
              .filter(_ -> first)
              .<Outcome>map(Outcome.Right::new)
              .orElseGet(Outcome.TooLate::new);
      case CheckCode.Finding.Wrong<Boolean> _ -> new Outcome.Wrong();
      case CheckCode.Finding.NotNow<Boolean>(Duration delay) -> new Outcome.NotNow(delay);
    };
  }
}

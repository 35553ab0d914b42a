package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.usecase.LogInChallenges.Challenge;
import dev.dizhtime.auth.usecase.LogInChallenges.Demand;
import dev.dizhtime.auth.usecase.LogInOutcome.LoggedIn;
import dev.dizhtime.auth.usecase.LogInOutcome.Refused;
import dev.dizhtime.auth.usecase.LogInOutcome.SecondFactorNeeded;
import dev.dizhtime.auth.usecase.LogInOutcome.Throttled;
import dev.dizhtime.auth.usecase.LogInOutcome.TooManyMails;
import java.time.Duration;

/** Begins a session for someone who knows the password, or asks them for their second factor. */
public final class LogIn {
  private final CheckPassword checkPassword;
  private final LogInChallenges challenges;
  private final BeginSession beginSession;

  public LogIn(CheckPassword checkPassword, LogInChallenges challenges, BeginSession beginSession) {
    this.checkPassword = checkPassword;
    this.challenges = challenges;
    this.beginSession = beginSession;
  }

  /**
   * Checks the password and begins a session, unless a code is to come first.
   *
   * @param device what the session is to be known by
   */
  public LogInOutcome logIn(EmailAddress email, String password, String device) throws Exception {
    return switch (checkPassword.check(email, password)) {
      case PasswordFinding.Right(Account account) -> recognized(account, device);
      case PasswordFinding.Wrong _ -> new Refused();
      case PasswordFinding.NotNow(Duration delay) -> new Throttled(delay);
    };
  }

  private LogInOutcome recognized(Account account, String device) throws Exception {
    return switch (challenges.demand(account)) {
      case Demand.Nothing _ -> new LoggedIn(beginSession.begin(account, device));
      case Demand.Code(Challenge challenge) -> new SecondFactorNeeded(challenge);
      case Demand.TooManyMails(Duration delay) -> new TooManyMails(delay);
    };
  }
}

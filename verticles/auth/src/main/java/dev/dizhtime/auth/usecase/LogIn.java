package dev.dizhtime.auth.usecase;

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
      case PasswordFinding.Right(Recognized who) -> recognized(who, device);
      case PasswordFinding.Wrong _ -> new Refused();
      case PasswordFinding.NotNow(Duration delay) -> new Throttled(delay);
    };
  }

  private LogInOutcome recognized(Recognized who, String device) throws Exception {
    return switch (challenges.demand(who)) {
      case Demand.Nothing _ ->
          beginSession.begin(who, device).<LogInOutcome>map(LoggedIn::new).orElseGet(Refused::new);
      case Demand.Overtaken _ -> new Refused();
      case Demand.Code(Challenge challenge) -> new SecondFactorNeeded(challenge);
      case Demand.TooManyMails(Duration delay) -> new TooManyMails(delay);
    };
  }
}

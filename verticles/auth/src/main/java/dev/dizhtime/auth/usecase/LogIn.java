package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.usecase.LogInOutcome.LoggedIn;
import dev.dizhtime.auth.usecase.LogInOutcome.Refused;
import dev.dizhtime.auth.usecase.LogInOutcome.Throttled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a session for someone who knows the password. */
public final class LogIn {
  private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);

  private final CheckPassword checkPassword;
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Clock clock;

  public LogIn(
      CheckPassword checkPassword,
      Sessions sessions,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      Clock clock) {
    this.checkPassword = checkPassword;
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /**
   * Checks the password and begins a session.
   *
   * @param device what the session is to be known by
   */
  public LogInOutcome logIn(EmailAddress email, String password, String device) throws Exception {
    return switch (checkPassword.check(email, password)) {
      case PasswordFinding.Right(Account account) -> new LoggedIn(begin(account, device));
      case PasswordFinding.Wrong _ -> new Refused();
      case PasswordFinding.NotNow(Duration delay) -> new Throttled(delay);
    };
  }

  private Tokens begin(Account account, String device) throws Exception {
    Instant now = clock.instant();
    String refreshToken = refreshTokens.next();
    Session session = Session.begin(UUID.randomUUID(), account.userId(), device, now);
    sessions.begin(session, refreshTokens.hash(refreshToken), now);
    LOG.info("user {} logged in", account.userId());
    return new Tokens(accessTokens.sign(account, session.sessionId()), refreshToken);
  }
}

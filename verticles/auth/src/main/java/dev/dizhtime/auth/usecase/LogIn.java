package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a session for someone who knows the password. */
public final class LogIn {
  private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Clock clock;

  public LogIn(
      Accounts accounts,
      Passwords passwords,
      Sessions sessions,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /** Tokens; empty when there is no such account or the password is another. */
  public Optional<Tokens> logIn(EmailAddress email, String password) throws Exception {
    Optional<Accounts.WithPassword> found = accounts.find(email);
    if (found.isEmpty()) {
      passwords.pretend(password);
      return Optional.empty();
    }
    if (!passwords.matches(password, found.get().passwordHash())) {
      return Optional.empty();
    }
    Account account = found.get().account();
    Instant now = clock.instant();
    String refreshToken = refreshTokens.next();
    Session session = Session.begin(UUID.randomUUID(), account.userId(), now);
    sessions.begin(session, refreshTokens.hash(refreshToken), now);
    LOG.info("user {} logged in", account.userId());
    return Optional.of(new Tokens(accessTokens.sign(account), refreshToken));
  }
}

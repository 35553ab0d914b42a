package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.contracts.UserId;
import java.time.Duration;
import java.util.Optional;

/** Finds out whether someone knows an account's password, as slowly for those who guess. */
public final class CheckPassword {
  private final Accounts accounts;
  private final Passwords passwords;
  private final LogInThrottle throttle;
  private final SecurityEvents events;

  public CheckPassword(
      Accounts accounts, Passwords passwords, LogInThrottle throttle, SecurityEvents events) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
    this.events = events;
  }

  /**
   * Checks it.
   *
   * @throws Passwords.BusyException when too many wait already
   */
  public PasswordFinding check(EmailAddress email, String password) throws Exception {
    return check(email.value(), email, password);
  }

  /**
   * The same for somebody who is logged in. Their failures are counted apart, so that a stranger
   * who keeps the log-in of their address waiting does not keep them from changing the password.
   *
   * @throws Passwords.BusyException when too many wait already
   */
  public PasswordFinding again(Account account, String password) throws Exception {
    return check(subject(account.userId()), account.email(), password);
  }

  /** What failures of somebody who is logged in are counted for. */
  public static String subject(UserId userId) {
    return "password of " + userId;
  }

  private PasswordFinding check(String subject, EmailAddress email, String password)
      throws Exception {
    Optional<Duration> wait = throttle.begin(subject);
    if (wait.isPresent()) {
      return new PasswordFinding.NotNow(wait.get());
    }
    try {
      PasswordFinding finding = find(email, password);
      if (finding instanceof PasswordFinding.Right) {
        throttle.succeeded(subject);
      }
      return finding;
    } catch (Exception e) {
      throttle.undo(subject);
      throw e;
    }
  }

  private PasswordFinding find(EmailAddress email, String password) throws Exception {
    Optional<Accounts.WithPassword> found = accounts.find(email);
    boolean right = matches(found, password);
    if (!right) {
      UserId userId = found.map(known -> known.account().userId()).orElse(null);
      events.record(SecurityEvent.of(SecurityEvent.Kind.LOG_IN_FAILED, userId));
      return new PasswordFinding.Wrong();
    }
    Accounts.WithPassword known = found.orElseThrow();
    return new PasswordFinding.Right(
        new Recognized(known.account(), Optional.of(known.changedAt())));
  }

  private boolean matches(Optional<Accounts.WithPassword> found, String password) {
    if (found.isEmpty()) {
      passwords.pretend(password);
      return false;
    }
    return passwords.matches(password, found.get().passwordHash());
  }
}

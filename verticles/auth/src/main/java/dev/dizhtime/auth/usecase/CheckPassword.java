package dev.dizhtime.auth.usecase;

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
    Optional<Duration> wait = throttle.begin(email.value());
    if (wait.isPresent()) {
      return new PasswordFinding.NotNow(wait.get());
    }
    Optional<Accounts.WithPassword> found = accounts.find(email);
    boolean right;
    try {
      right = matches(found, password);
    } catch (RuntimeException e) {
      throttle.undo(email.value());
      throw e;
    }
    if (!right) {
      UserId userId = found.map(known -> known.account().userId()).orElse(null);
      events.record(SecurityEvent.of(SecurityEvent.Kind.LOG_IN_FAILED, userId));
      return new PasswordFinding.Wrong();
    }
    throttle.succeeded(email.value());
    return new PasswordFinding.Right(found.orElseThrow().account());
  }

  private boolean matches(Optional<Accounts.WithPassword> found, String password) {
    if (found.isEmpty()) {
      passwords.pretend(password);
      return false;
    }
    return passwords.matches(password, found.get().passwordHash());
  }
}

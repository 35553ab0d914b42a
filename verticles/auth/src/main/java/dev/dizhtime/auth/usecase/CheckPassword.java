package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import java.time.Duration;
import java.util.Optional;

/** Finds out whether someone knows an account's password, as slowly for those who guess. */
public final class CheckPassword {
  private final Accounts accounts;
  private final Passwords passwords;
  private final LogInThrottle throttle;

  public CheckPassword(Accounts accounts, Passwords passwords, LogInThrottle throttle) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /**
   * Checks it.
   *
   * @throws Passwords.BusyException when too many wait already
   */
  public PasswordFinding check(EmailAddress email, String password) throws Exception {
    Optional<Duration> wait = throttle.begin(email);
    if (wait.isPresent()) {
      return new PasswordFinding.NotNow(wait.get());
    }
    Optional<Account> account;
    try {
      account = matching(email, password);
    } catch (RuntimeException e) {
      throttle.undo(email);
      throw e;
    }
    if (account.isEmpty()) {
      return new PasswordFinding.Wrong();
    }
    throttle.succeeded(email);
    return new PasswordFinding.Right(account.get());
  }

  private Optional<Account> matching(EmailAddress email, String password) {
    Optional<Accounts.WithPassword> found = accounts.find(email);
    if (found.isEmpty()) {
      passwords.pretend(password);
      return Optional.empty();
    }
    return passwords.matches(password, found.get().passwordHash())
        ? Optional.of(found.get().account())
        : Optional.empty();
  }
}

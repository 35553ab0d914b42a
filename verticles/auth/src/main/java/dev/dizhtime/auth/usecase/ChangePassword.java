package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an account another password; whoever was logged in elsewhere has to log in again. */
public final class ChangePassword {
  private static final Logger LOG = LoggerFactory.getLogger(ChangePassword.class);

  private final CheckPassword checkPassword;
  private final Passwords passwords;
  private final Accounts accounts;
  private final Clock clock;

  public ChangePassword(
      CheckPassword checkPassword, Passwords passwords, Accounts accounts, Clock clock) {
    this.checkPassword = checkPassword;
    this.passwords = passwords;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Does it if the present password is right; guessing here is as slow as at the log-in.
   *
   * @param present the session that goes on
   * @return what was found of the present password; done when it is {@link PasswordFinding.Right}
   */
  public PasswordFinding change(Account account, String current, String wanted, UUID present)
      throws Exception {
    PasswordFinding finding = checkPassword.again(account, current);
    if (finding instanceof PasswordFinding.Right) {
      accounts.changePassword(account.userId(), passwords.hash(wanted), present, clock.instant());
      LOG.info("user {} changed the password", account.userId());
    }
    return finding;
  }
}

package dev.dizhtime.auth.http;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.auth.usecase.CheckPassword;
import dev.dizhtime.auth.usecase.PasswordFinding;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import java.time.Duration;

/**
 * Asks somebody who is logged in for their password once more, before what a stolen token or a
 * screen that nobody watches must not be enough for.
 */
public final class PasswordAgain {
  private final Accounts accounts;
  private final CheckPassword checkPassword;

  /** Never prints. */
  private record Body(String currentPassword) {
    @Override
    public String toString() {
      return "Body[***]";
    }
  }

  public PasswordAgain(Accounts accounts, CheckPassword checkPassword) {
    this.accounts = accounts;
    this.checkPassword = checkPassword;
  }

  /**
   * The caller's account, when the body is their password and nothing else.
   *
   * @throws ProblemException as {@link #demand} does; 404 when there is no such account any more
   */
  public Account of(Call call) throws Exception {
    Account account = account(call);
    demand(account, call.body(Body.class).currentPassword());
    return account;
  }

  /**
   * The caller's account, without a question.
   *
   * @throws ProblemException 404 when there is none any more
   */
  public Account account(Call call) {
    UserId userId = call.caller().userId();
    return accounts.find(userId).orElseThrow(() -> Problem.notFound("user", userId).exception());
  }

  /**
   * Returns when the password is the account's. Guessing here is as slow as at the log-in, and
   * counted apart.
   *
   * @throws ProblemException 422 that names the field when it is not; 429 when too many were wrong
   *     before; 503 when too many passwords wait already
   */
  public void demand(Account account, String password) throws Exception {
    require(AuthHttp.unlessBusy(() -> checkPassword.again(account, password)));
  }

  /**
   * Returns when they know it.
   *
   * @throws ProblemException 422 or 429 otherwise
   */
  static void require(PasswordFinding finding) {
    switch (finding) {
      case PasswordFinding.Right _ -> {
        // They know it.
      }
      case PasswordFinding.Wrong _ ->
          throw Problem.unacceptable("currentPassword", "is not your password").exception();
      case PasswordFinding.NotNow(Duration delay) -> throw AuthHttp.throttled(delay);
    }
  }
}

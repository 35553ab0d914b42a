package dev.dizhtime.auth.departure;

import dev.dizhtime.auth.http.AuthHttp;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.auth.usecase.CheckPassword;
import dev.dizhtime.auth.usecase.PasswordFinding;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import java.time.Duration;
import java.time.Instant;

/** Leaving, and taking one's data along. */
public final class DepartureHttp {
  private final AccountDeletions deletions;
  private final AccountExport export;
  private final Accounts accounts;
  private final CheckPassword checkPassword;

  /** Never prints. */
  private record Password(String currentPassword) {
    @Override
    public String toString() {
      return "Password[***]";
    }
  }

  private record Planned(Instant deletionAt) {}

  public DepartureHttp(
      AccountDeletions deletions,
      AccountExport export,
      Accounts accounts,
      CheckPassword checkPassword) {
    this.deletions = deletions;
    this.export = export;
    this.accounts = accounts;
    this.checkPassword = checkPassword;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("planAccountDeletion", this::plan)
        .operation("getAccountDeletion", this::planned)
        .operation("cancelAccountDeletion", this::cancel)
        .operation("exportAccount", this::export);
  }

  private Reply plan(Call call) throws Exception {
    UserId userId = call.caller().userId();
    Account account =
        accounts.find(userId).orElseThrow(() -> Problem.notFound("user", userId).exception());
    String password = call.body(Password.class).currentPassword();
    PasswordFinding finding =
        AuthHttp.unlessBusy(() -> checkPassword.check(account.email(), password));
    return switch (finding) {
      case PasswordFinding.Right _ -> Reply.accepted(new Planned(deletions.plan(account)));
      case PasswordFinding.Wrong _ ->
          throw Problem.unacceptable("currentPassword", "is not your password").exception();
      case PasswordFinding.NotNow(Duration delay) -> throw AuthHttp.throttled(delay);
    };
  }

  private Reply planned(Call call) throws Exception {
    return Reply.ok(
        new Planned(
            deletions
                .planned(call.caller().userId())
                .orElseThrow(() -> nothing(call.caller().userId()))));
  }

  private Reply cancel(Call call) throws Exception {
    UserId userId = call.caller().userId();
    if (!deletions.cancel(userId)) {
      throw nothing(userId);
    }
    return Reply.noContent();
  }

  private Reply export(Call call) throws Exception {
    UserId userId = call.caller().userId();
    return export
        .of(userId)
        .map(all -> Reply.ok(all).with("cache-control", "no-store"))
        .orElseThrow(() -> Problem.notFound("user", userId).exception());
  }

  private static ProblemException nothing(UserId userId) {
    return Problem.notFound("planned deletion of user", userId).exception();
  }
}

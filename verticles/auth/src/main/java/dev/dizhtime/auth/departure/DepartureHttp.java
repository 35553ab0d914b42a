package dev.dizhtime.auth.departure;

import dev.dizhtime.auth.http.PasswordAgain;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import java.time.Instant;

/** Leaving, and taking one's data along. */
public final class DepartureHttp {
  private final AccountDeletions deletions;
  private final AccountExport export;
  private final PasswordAgain passwordAgain;

  private record Planned(Instant deletionAt) {}

  public DepartureHttp(
      AccountDeletions deletions, AccountExport export, PasswordAgain passwordAgain) {
    this.deletions = deletions;
    this.export = export;
    this.passwordAgain = passwordAgain;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("planAccountDeletion", this::plan)
        .operation("getAccountDeletion", this::planned)
        .operation("cancelAccountDeletion", this::cancel)
        .operation("exportAccount", this::export);
  }

  private Reply plan(Call call) throws Exception {
    return Reply.accepted(new Planned(deletions.plan(passwordAgain.of(call))));
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

package dev.dizhtime.auth.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.auth.http.AuthHttp;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Accounts as those see them who help their owners. */
public final class AccountsHttp {
  private final Postgres postgres;

  private record Search(String email) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Body(
      UserId userId,
      String email,
      String displayName,
      List<String> roles,
      boolean emailVerified,
      boolean secondFactor,
      Instant registeredAt,
      Instant deletionAt) {}

  public AccountsHttp(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("findAccount", this::find).operation("getAccount", this::get);
  }

  /** The address comes in the body: addresses of requests are kept in logs and traces. */
  private Reply find(Call call) throws Exception {
    EmailAddress email =
        AuthHttp.accept("email", call.body(Search.class).email(), EmailAddress::of);
    return postgres.inTransaction(
        tx ->
            reply(
                tx,
                AccountRows.find(tx, email),
                Problem.of(404, "not-found", "Not found", "There is no account of this address")
                    .exception()));
  }

  private Reply get(Call call) throws Exception {
    UserId userId = call.pathId("userId", UserId::new);
    return postgres.inTransaction(
        tx ->
            reply(tx, AccountRows.find(tx, userId), Problem.notFound("user", userId).exception()));
  }

  private static Reply reply(Tx tx, Optional<Account> found, ProblemException none) {
    Account account = found.orElseThrow(() -> none);
    OffsetDateTime deletion =
        tx.first("SELECT deletion_at FROM account WHERE user_id = $1", account.userId().value())
            .map(row -> row.getOffsetDateTime("deletion_at"))
            .orElse(null);
    return Reply.ok(
            new Body(
                account.userId(),
                account.email().value(),
                account.displayName().value(),
                account.roleNames(),
                account.standing().emailVerified(),
                account.standing().secondFactor(),
                account.registeredAt(),
                deletion == null ? null : deletion.toInstant()))
        .with("cache-control", "no-store");
  }
}

package dev.dizhtime.auth.staff;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What admins make of an account. */
public final class RolesHttp {
  private final Postgres postgres;
  private final Clock clock;

  private record Roles(List<String> roles) {}

  public RolesHttp(Postgres postgres, Clock clock) {
    this.postgres = postgres;
    this.clock = clock;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("setAccountRoles", this::set)
        .operation("endAccountSessions", this::endSessions);
  }

  /** For an account that somebody else has got into, and for one whose owner can't get in. */
  private Reply endSessions(Call call) throws Exception {
    UserId userId = call.pathId("userId", UserId::new);
    return postgres.inTransaction(
        tx -> {
          if (AccountRows.find(tx, userId).isEmpty()) {
            throw Problem.notFound("user", userId).exception();
          }
          PgSessions.revokeAll(tx, userId, null, clock.instant());
          SecurityLog.record(
              tx,
              SecurityEvent.of(SecurityEvent.Kind.SESSIONS_ENDED, userId)
                  .by(call.caller().userId()));
          return Reply.noContent();
        });
  }

  /** Whoever loses a role has to log in again, so that no session goes on with it. */
  private Reply set(Call call) throws Exception {
    UserId userId = call.pathId("userId", UserId::new);
    UserId by = call.caller().userId();
    Set<AccountRole> wanted = EnumSet.noneOf(AccountRole.class);
    call.body(Roles.class).roles().forEach(role -> wanted.add(AccountRole.of(role)));
    if (by.equals(userId) && !wanted.contains(AccountRole.ADMIN)) {
      throw Problem.conflict("own-admin-role", "Have another admin take the role from you")
          .exception();
    }
    return postgres.inTransaction(
        tx -> {
          AccountRows.hold(tx, userId);
          Account account =
              AccountRows.find(tx, userId)
                  .orElseThrow(() -> Problem.notFound("user", userId).exception());
          if (!account.roles().equals(wanted)) {
            AccountRows.setRoles(tx, account, wanted, by);
          }
          if (!wanted.containsAll(account.roles())) {
            PgSessions.revokeAll(tx, userId, null, clock.instant());
          }
          return Reply.noContent();
        });
  }
}

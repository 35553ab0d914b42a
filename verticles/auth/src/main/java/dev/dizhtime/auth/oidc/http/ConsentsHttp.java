package dev.dizhtime.auth.oidc.http;

import dev.dizhtime.auth.http.PasswordAgain;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.auth.oidc.usecase.Consents;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people do about the applications that they let in. */
public final class ConsentsHttp {
  private final Consents consents;
  private final PasswordAgain passwordAgain;
  private final Clock clock;

  public ConsentsHttp(Consents consents, PasswordAgain passwordAgain, Clock clock) {
    this.consents = consents;
    this.passwordAgain = passwordAgain;
    this.clock = clock;
  }

  private record ConsentBody(UUID clientId, String name, List<String> scopes, Instant givenAt) {}

  private record ConsentList(List<ConsentBody> items) {}

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("listConsents", this::list).operation("revokeConsent", this::revoke);
  }

  private Reply list(Call call) {
    return Reply.ok(
        new ConsentList(
            consents.of(call.caller().userId()).stream()
                .map(
                    each ->
                        new ConsentBody(
                            each.clientId(),
                            each.name(),
                            Scopes.inOrder(each.scopes()),
                            each.givenAt()))
                .toList()));
  }

  /** Ends sessions, and so takes what ending a session takes. */
  private Reply revoke(Call call) throws Exception {
    UUID clientId = call.pathId("clientId", id -> id);
    Account account = passwordAgain.of(call);
    if (!consents.revoke(account.userId(), clientId, clock.instant())) {
      throw Problem.notFound("connected application", clientId).exception();
    }
    return Reply.noContent();
  }
}

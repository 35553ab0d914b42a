package dev.dizhtime.auth.audit;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.util.UUID;

/** The security log, one's own for everybody and all of it for admins. */
public final class SecurityHttp {
  private static final int DEFAULT_LIMIT = 50;

  private final SecurityLog log;

  public SecurityHttp(SecurityLog log) {
    this.log = log;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("listSecurityEvents", call -> list(call, call.caller().userId().value()))
        .operation("listAllSecurityEvents", call -> list(call, wanted(call)));
  }

  private Reply list(Call call, UUID userId) {
    Long before = call.query("cursor").map(Long::valueOf).orElse(null);
    return Reply.ok(log.list(userId, before, call.queryInt("limit", DEFAULT_LIMIT)))
        .with("cache-control", "no-store");
  }

  private static UUID wanted(Call call) {
    try {
      return call.query("userId").map(UUID::fromString).orElse(null);
    } catch (IllegalArgumentException _) {
      throw Problem.malformed("userId", "must be a UUID").exception();
    }
  }
}

package dev.dizhtime.auth.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jwt.SignedJWT;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.auth.usecase.ChangePassword;
import dev.dizhtime.auth.usecase.PasswordQuality;
import dev.dizhtime.auth.usecase.Sessions;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people do about where they are logged in, and about their password. */
public final class SessionHttp {
  private final Sessions sessions;
  private final PasswordAgain passwordAgain;
  private final ChangePassword changePassword;
  private final PasswordQuality quality;
  private final Clock clock;

  private record SessionBody(
      UUID sessionId,
      String device,
      @JsonInclude(JsonInclude.Include.NON_NULL) String client,
      Instant startedAt,
      Instant lastUsedAt,
      Instant expiresAt,
      boolean current) {}

  private record SessionList(List<SessionBody> items) {}

  /** Never prints. */
  private record Ending(String currentPassword, Boolean keepPresent) {
    @Override
    public String toString() {
      return "Ending[***]";
    }
  }

  /** Never prints. */
  private record PasswordChange(String currentPassword, String newPassword) {
    @Override
    public String toString() {
      return "PasswordChange[***]";
    }
  }

  public SessionHttp(
      Sessions sessions,
      PasswordAgain passwordAgain,
      ChangePassword changePassword,
      PasswordQuality quality,
      Clock clock) {
    this.sessions = sessions;
    this.passwordAgain = passwordAgain;
    this.changePassword = changePassword;
    this.quality = quality;
    this.clock = clock;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("listSessions", this::list)
        .operation("endSession", this::end)
        .operation("endAllSessions", this::endAll)
        .operation("changePassword", this::change);
  }

  private Reply list(Call call) {
    UUID current = sessionOf(call);
    return Reply.ok(
        new SessionList(
            sessions.of(call.caller().userId(), clock.instant()).stream()
                .map(known -> body(known, current))
                .toList()));
  }

  private static SessionBody body(Sessions.Known known, UUID current) {
    var session = known.session();
    return new SessionBody(
        session.sessionId(),
        session.device(),
        known.clientName().orElse(null),
        session.startedAt(),
        known.lastUsedAt(),
        session.expiresAt(),
        session.sessionId().equals(current));
  }

  private Reply end(Call call) throws Exception {
    UUID sessionId = call.pathId("sessionId", id -> id);
    Account account = passwordAgain.of(call);
    if (!sessions.end(account.userId(), sessionId, clock.instant())) {
      throw Problem.notFound("session", sessionId).exception();
    }
    return Reply.noContent();
  }

  private Reply endAll(Call call) throws Exception {
    Ending body = call.body(Ending.class);
    Account account = passwordAgain.account(call);
    passwordAgain.demand(account, body.currentPassword());
    UUID kept = Boolean.TRUE.equals(body.keepPresent()) ? sessionOf(call) : null;
    sessions.endAll(account.userId(), kept, clock.instant());
    return Reply.noContent();
  }

  private Reply change(Call call) throws Exception {
    PasswordChange body = call.body(PasswordChange.class);
    Account account = passwordAgain.account(call);
    quality
        .complaint(body.newPassword(), account.email(), account.displayName())
        .ifPresent(
            complaint -> {
              throw Problem.unacceptable("newPassword", complaint).exception();
            });
    PasswordAgain.require(
        AuthHttp.unlessBusy(
            () ->
                changePassword.change(
                    account, body.currentPassword(), body.newPassword(), sessionOf(call))));
    return Reply.noContent();
  }

  /** The session that the access token belongs to; its signature has been checked before. */
  public static UUID sessionOf(Call call) {
    try {
      String sid =
          SignedJWT.parse(call.caller().token())
              .getJWTClaimsSet()
              .getStringClaim(AccessTokens.SESSION_CLAIM);
      return sid == null ? null : UUID.fromString(sid);
    } catch (ParseException e) {
      throw new IllegalStateException("a token that was checked can be read", e);
    }
  }
}

package dev.dizhtime.auth.http;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.AdminSecondFactor;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.auth.usecase.LogIn;
import dev.dizhtime.auth.usecase.LogInChallenges.Challenge;
import dev.dizhtime.auth.usecase.LogInOutcome;
import dev.dizhtime.auth.usecase.LogOut;
import dev.dizhtime.auth.usecase.PasswordQuality;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.auth.usecase.RefreshSession;
import dev.dizhtime.auth.usecase.RegisterAccount;
import dev.dizhtime.auth.usecase.RotateKeys;
import dev.dizhtime.auth.usecase.Tokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests in, answers out. */
public final class AuthHttp {
  /** The largest body; no request of ours is larger. */
  public static final int MAX_BODY_BYTES = 8 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(AuthHttp.class);
  private static final int BUSY_RETRY_SECONDS = 2;

  private record RotationRequest(boolean compromised) {}

  private final RegisterAccount register;
  private final PasswordQuality quality;
  private final AdminSecondFactor admins;
  private final LogIn logIn;
  private final RefreshSession refresh;
  private final LogOut logOut;
  private final Accounts accounts;
  private final RotateKeys rotateKeys;
  private final Supplier<List<Map<String, Object>>> publicKeys;

  public AuthHttp(
      RegisterAccount register,
      PasswordQuality quality,
      AdminSecondFactor admins,
      LogIn logIn,
      RefreshSession refresh,
      LogOut logOut,
      Accounts accounts,
      RotateKeys rotateKeys,
      Supplier<List<Map<String, Object>>> publicKeys) {
    this.register = register;
    this.quality = quality;
    this.admins = admins;
    this.logIn = logIn;
    this.refresh = refresh;
    this.logOut = logOut;
    this.accounts = accounts;
    this.rotateKeys = rotateKeys;
    this.publicKeys = publicKeys;
  }

  /** POST /api/auth/register. */
  public Reply register(Call call) throws Exception {
    RegisterRequest body = call.body(RegisterRequest.class);
    EmailAddress email = accept("email", body.email(), EmailAddress::of);
    DisplayName displayName = accept("displayName", body.displayName(), DisplayName::of);
    AccountRole role = accept("role", body.role(), AccountRole::of);
    quality
        .complaint(body.password(), email, displayName)
        .ifPresent(
            complaint -> {
              throw Problem.unacceptable("password", complaint).exception();
            });
    Optional<Account> account =
        unlessBusy(() -> register.register(email, body.password(), displayName, role));
    return account
        .map(made -> UserBody.of(made, admins))
        .map(user -> Reply.created("/api/auth/me", user))
        .orElseThrow(AuthHttp::emailTaken);
  }

  private static ProblemException emailTaken() {
    return Problem.conflict("email-taken", "This e-mail address has an account already")
        .with("email", "has an account already")
        .exception();
  }

  /** POST /api/auth/login. */
  public Reply logIn(Call call) throws Exception {
    LogInRequest body = call.body(LogInRequest.class);
    EmailAddress email = accept("email", body.email(), EmailAddress::of);
    return switch (unlessBusy(() -> logIn.logIn(email, body.password(), device(call)))) {
      case LogInOutcome.LoggedIn(Tokens tokens) -> tokens(tokens);
      case LogInOutcome.SecondFactorNeeded(Challenge challenge) -> throw secondFactor(challenge);
      case LogInOutcome.TooManyMails(Duration delay) -> throw tooManyMails(delay);
      case LogInOutcome.Refused _ ->
          throw Problem.unauthorized("The e-mail address or the password is wrong").exception();
      case LogInOutcome.Throttled(Duration delay) -> throw throttled(delay);
    };
  }

  private static ProblemException secondFactor(Challenge challenge) {
    String where =
        switch (challenge.method()) {
          case APP -> "a code of your app, or a recovery code,";
          case MAIL -> "the code that we have sent to your mail address";
        };
    return Problem.of(
            401,
            "second-factor-required",
            "A second factor is required",
            "Send the challenge with " + where + " to /api/auth/login/second-factor")
        .extended("challenge", challenge.token())
        .extended("method", challenge.method().wireName())
        .exception();
  }

  private static ProblemException tooManyMails(Duration delay) {
    return new Problem(
            "/problems/too-many-mails",
            "Too many mails",
            429,
            "This address has had enough codes in an hour; log in later",
            null,
            List.of(),
            (int) delay.toSeconds())
        .exception();
  }

  /** What the owner of a session will know it by: what the client calls itself. */
  public static String device(Call call) {
    return Session.device(call.header("user-agent").orElse(null));
  }

  /** 429 with the time to wait. */
  public static ProblemException throttled(Duration delay) {
    return Problem.tooMany(
            "Too many tries have failed; wait before the next", (int) delay.toSeconds())
        .exception();
  }

  /** POST /api/auth/refresh. */
  public Reply refresh(Call call) throws Exception {
    return refresh
        .refresh(call.body(RefreshRequest.class).refreshToken())
        .map(AuthHttp::tokens)
        .orElseThrow(
            () -> Problem.unauthorized("The refresh token is not good, or no longer").exception());
  }

  /** POST /api/auth/logout. */
  public Reply logOut(Call call) throws Exception {
    logOut.logOut(call.body(RefreshRequest.class).refreshToken());
    return Reply.noContent();
  }

  /** GET /api/auth/me. */
  public Reply me(Call call) {
    UserId userId = call.caller().userId();
    return accounts
        .find(userId)
        .map(known -> UserBody.of(known, admins))
        .map(Reply::ok)
        .orElseThrow(() -> Problem.notFound("user", userId).exception());
  }

  /** GET /api/auth/jwks. */
  public Reply jwks(Call call) {
    return Reply.ok(Map.of("keys", publicKeys.get())).with("cache-control", "public, max-age=60");
  }

  /** POST /api/auth/keys/rotation. */
  public Reply rotateKeys(Call call) throws Exception {
    UserId by = call.caller().userId();
    RotateKeys.Successor successor =
        call.body(RotationRequest.class).compromised()
            ? rotateKeys.replace(by)
            : rotateKeys.rotate(by);
    LOG.warn("admin {} has the signing key rotated", by);
    return Reply.ok(successor);
  }

  /** An answer with tokens, which nobody may keep. */
  public static Reply tokens(Tokens tokens) {
    return Reply.ok(TokensBody.of(tokens)).with("cache-control", "no-store");
  }

  /**
   * The value as its type.
   *
   * @throws ProblemException 422 that names the field when the type refuses it
   */
  public static <T> T accept(String field, String value, Function<String, T> type) {
    try {
      return type.apply(value);
    } catch (IllegalArgumentException e) {
      throw Problem.unacceptable(field, e.getMessage()).exception();
    }
  }

  /**
   * Does the work.
   *
   * @throws ProblemException 503 when too many passwords wait already
   */
  public static <T> T unlessBusy(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (Passwords.BusyException e) {
      throw Problem.unavailable("There are too many log-ins at once", BUSY_RETRY_SECONDS)
          .exception();
    }
  }
}

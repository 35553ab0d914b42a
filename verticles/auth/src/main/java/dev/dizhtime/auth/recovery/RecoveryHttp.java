package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.http.AuthHttp;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.usecase.Accounts;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import java.util.Map;

/** Confirming an address and choosing another password, by links in mails. */
public final class RecoveryHttp {
  private static final int RETRY_SECONDS = 3_600;

  private final EmailVerification verification;
  private final PasswordReset reset;
  private final Accounts accounts;
  private final Runnable wakeSender;

  private record ResetRequest(String email) {}

  /** Never prints. */
  private record Confirmation(String token) {
    @Override
    public String toString() {
      return "Confirmation[***]";
    }
  }

  /** Never prints. */
  private record NewPassword(String token, String newPassword) {
    @Override
    public String toString() {
      return "NewPassword[***]";
    }
  }

  /**
   * The operations.
   *
   * @param wakeSender has the mails that were asked for sent soon
   */
  public RecoveryHttp(
      EmailVerification verification, PasswordReset reset, Accounts accounts, Runnable wakeSender) {
    this.verification = verification;
    this.reset = reset;
    this.accounts = accounts;
    this.wakeSender = wakeSender;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("sendEmailVerification", this::sendVerification)
        .operation("confirmEmail", this::confirmEmail)
        .operation("requestPasswordReset", this::requestReset)
        .operation("resetPassword", this::resetPassword);
  }

  private Reply sendVerification(Call call) throws Exception {
    UserId userId = call.caller().userId();
    Account account =
        accounts.find(userId).orElseThrow(() -> Problem.notFound("user", userId).exception());
    return switch (verification.again(account)) {
      case SENT -> new Reply(202, null, Map.of());
      case VERIFIED_ALREADY ->
          throw Problem.conflict("email-verified", "Your e-mail address is confirmed already")
              .exception();
      case TOO_OFTEN ->
          throw Problem.tooMany(
                  "We have sent you %d mails in an hour".formatted(MailAllowance.MAILS_PER_HOUR),
                  RETRY_SECONDS)
              .exception();
    };
  }

  private Reply confirmEmail(Call call) throws Exception {
    if (!verification.confirm(call.body(Confirmation.class).token())) {
      throw badToken();
    }
    return Reply.noContent();
  }

  /** Says the same to everybody, and does the same before it says it. */
  private Reply requestReset(Call call) throws Exception {
    reset.request(
        AuthHttp.accept("email", call.body(ResetRequest.class).email(), EmailAddress::of));
    wakeSender.run();
    return new Reply(202, null, Map.of());
  }

  private Reply resetPassword(Call call) throws Exception {
    NewPassword body = call.body(NewPassword.class);
    return switch (AuthHttp.unlessBusy(() -> reset.confirm(body.token(), body.newPassword()))) {
      case PasswordReset.Outcome.Changed _ -> Reply.noContent();
      case PasswordReset.Outcome.BadToken _ -> throw badToken();
      case PasswordReset.Outcome.BadPassword(String complaint) ->
          throw Problem.unacceptable("newPassword", complaint).exception();
    };
  }

  private static ProblemException badToken() {
    return Problem.unacceptable("token", "is not good, or no longer; ask for another mail")
        .exception();
  }
}

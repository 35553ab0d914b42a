package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.http.AuthHttp;
import dev.dizhtime.auth.http.PasswordAgain;
import dev.dizhtime.auth.http.SessionHttp;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.AdminSecondFactor;
import dev.dizhtime.auth.usecase.BeginSession;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Adding, using and removing a second factor. */
public final class SecondFactorHttp {
  private static final String WRONG_CODE = "is wrong, was used before, or is too old";

  private final SecondFactors factors;
  private final CheckCode checkCode;
  private final AnswerChallenge answerChallenge;
  private final PasswordAgain passwordAgain;
  private final BeginSession beginSession;
  private final AdminSecondFactor admins;

  /** Never prints. */
  private record Code(String code) {
    @Override
    public String toString() {
      return "Code[***]";
    }
  }

  /** Never prints. */
  private record PasswordAndCode(String currentPassword, String code) {
    @Override
    public String toString() {
      return "PasswordAndCode[***]";
    }
  }

  /** Never prints. */
  private record Answer(String challenge, String code) {
    @Override
    public String toString() {
      return "Answer[***]";
    }
  }

  /** Never prints. */
  private record RecoveryCodeList(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "RecoveryCodeList[***]";
    }
  }

  public SecondFactorHttp(
      SecondFactors factors,
      CheckCode checkCode,
      AnswerChallenge answerChallenge,
      PasswordAgain passwordAgain,
      BeginSession beginSession,
      AdminSecondFactor admins) {
    this.factors = factors;
    this.checkCode = checkCode;
    this.answerChallenge = answerChallenge;
    this.passwordAgain = passwordAgain;
    this.beginSession = beginSession;
    this.admins = admins;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("logInWithSecondFactor", this::logIn)
        .operation("beginSecondFactor", this::begin)
        .operation("confirmSecondFactor", this::confirm)
        .operation("removeSecondFactor", this::remove)
        .operation("renewRecoveryCodes", this::renew);
  }

  private Reply logIn(Call call) throws Exception {
    Answer body = call.body(Answer.class);
    return switch (answerChallenge.answer(body.challenge(), body.code())) {
      case AnswerChallenge.Outcome.Right(Recognized who) ->
          beginSession
              .begin(who, AuthHttp.device(call))
              .map(AuthHttp::tokens)
              .orElseThrow(SecondFactorHttp::tooLate);
      case AnswerChallenge.Outcome.Wrong _ ->
          throw Problem.unauthorized("The code " + WRONG_CODE).exception();
      case AnswerChallenge.Outcome.TooLate _ -> throw tooLate();
      case AnswerChallenge.Outcome.NotNow(Duration delay, _) -> throw AuthHttp.throttled(delay);
    };
  }

  private static ProblemException tooLate() {
    return Problem.unauthorized("This log-in has waited for too long; begin again").exception();
  }

  private Reply begin(Call call) throws Exception {
    return factors
        .begin(passwordAgain.of(call))
        .map(enrolment -> Reply.ok(enrolment).with("cache-control", "no-store"))
        .orElseThrow(
            () ->
                Problem.conflict("second-factor-there", "The account has a second factor already")
                    .exception());
  }

  private Reply confirm(Call call) throws Exception {
    Account account = passwordAgain.account(call);
    String code = call.body(Code.class).code();
    UUID present = SessionHttp.sessionOf(call);
    if (factors.begunTooLongAgo(account.userId())) {
      throw Problem.unacceptable("code", "comes too late; begin anew to add the app").exception();
    }
    return codes(
        checked(
            checkCode.check(
                account.userId(),
                tx -> factors.useUnconfirmed(tx, account.userId(), code),
                tx -> factors.count(tx, account, present)),
            SecondFactorHttp::wrongCode));
  }

  private Reply remove(Call call) throws Exception {
    Account account = passwordAgain.account(call);
    if (account.is(AccountRole.ADMIN) && admins == AdminSecondFactor.REQUIRED) {
      throw Problem.conflict("second-factor-compulsory", "Admins need a second factor").exception();
    }
    withCode(
        call,
        account,
        tx -> {
          factors.remove(tx, account);
          return true;
        });
    return Reply.noContent();
  }

  private Reply renew(Call call) throws Exception {
    Account account = passwordAgain.account(call);
    return codes(withCode(call, account, tx -> factors.renewRecoveryCodes(tx, account.userId())));
  }

  private <T> T withCode(Call call, Account account, Postgres.Work<T> then) throws Exception {
    PasswordAndCode body = call.body(PasswordAndCode.class);
    passwordAgain.demand(account, body.currentPassword());
    return checked(
        checkCode.check(account.userId(), body.code(), then), SecondFactorHttp::wrongCode);
  }

  private static <T> T checked(CheckCode.Finding<T> finding, Supplier<ProblemException> wrong) {
    return switch (finding) {
      case CheckCode.Finding.Good<T>(T result) -> result;
      case CheckCode.Finding.Wrong<T> _ -> throw wrong.get();
      case CheckCode.Finding.NotNow<T>(Duration delay) -> throw AuthHttp.throttled(delay);
    };
  }

  private static Reply codes(List<String> codes) {
    return Reply.ok(new RecoveryCodeList(codes)).with("cache-control", "no-store");
  }

  private static ProblemException wrongCode() {
    return Problem.unacceptable("code", WRONG_CODE).exception();
  }
}

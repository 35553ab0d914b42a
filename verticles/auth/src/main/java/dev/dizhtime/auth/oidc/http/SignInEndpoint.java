package dev.dizhtime.auth.oidc.http;

import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.oidc.protocol.Asking;
import dev.dizhtime.auth.secondfactor.AnswerChallenge;
import dev.dizhtime.auth.usecase.LogInChallenges.Challenge;
import dev.dizhtime.auth.usecase.LogInChallenges.Demand;
import dev.dizhtime.auth.usecase.LogInChallenges.Method;
import dev.dizhtime.auth.usecase.PasswordFinding;
import dev.dizhtime.auth.usecase.Recognized;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Where the sign-in page's form goes. */
final class SignInEndpoint {
  private static final int MAX_PASSWORD_LENGTH = 128;
  private static final int MAX_CODE_LENGTH = 64;

  private final AuthorizationEndpoint authorization;
  private final ProviderHttp.SignIn signIn;
  private final Browser browser;
  private final FrontChannel people;

  SignInEndpoint(
      AuthorizationEndpoint authorization,
      ProviderHttp.SignIn signIn,
      Browser browser,
      FrontChannel people) {
    this.authorization = authorization;
    this.signIn = signIn;
    this.browser = browser;
    this.people = people;
  }

  /** POST /oauth/sign-in. */
  void signIn(RoutingContext routing) throws Exception {
    if (!browser.trusts(routing)) {
      people.tell(routing, 403, "error.form");
      return;
    }
    Optional<Asking.Good> asking = authorization.good(routing);
    if (asking.isPresent()) {
      signIn(routing, asking.get());
    }
  }

  private void signIn(RoutingContext routing, Asking.Good asking) throws Exception {
    String challenge = routing.request().getFormAttribute("challenge");
    if (challenge == null) {
      password(routing, asking);
    } else {
      code(routing, asking, challenge);
    }
  }

  private void password(RoutingContext routing, Asking.Good asking) throws Exception {
    switch (check(routing)) {
      case PasswordFinding.Right(Recognized who) -> recognized(routing, asking, who);
      case PasswordFinding.Wrong _ ->
          authorization.signInPage(routing, asking, 401, "sign-in.wrong");
      case PasswordFinding.NotNow(Duration delay) -> {
        retryAfter(routing, delay);
        authorization.signInPage(routing, asking, 429, "sign-in.wait");
      }
    }
  }

  private void code(RoutingContext routing, Asking.Good asking, String challenge) throws Exception {
    String code = Optional.ofNullable(routing.request().getFormAttribute("code")).orElse("");
    if (code.length() > MAX_CODE_LENGTH || challenge.length() > MAX_CODE_LENGTH) {
      authorization.signInPage(routing, asking, 401, "code.late");
      return;
    }
    switch (signIn.answerChallenge().answer(challenge, code.strip())) {
      case AnswerChallenge.Outcome.Right(Recognized who) -> welcome(routing, asking, who);
      case AnswerChallenge.Outcome.Wrong(Method method) ->
          authorization.codePage(
              routing, asking, 401, new Challenge(challenge, method), "code.wrong");
      case AnswerChallenge.Outcome.TooLate _ ->
          authorization.signInPage(routing, asking, 401, "code.late");
      case AnswerChallenge.Outcome.NotNow(Duration delay, Method method) -> {
        retryAfter(routing, delay);
        authorization.codePage(
            routing, asking, 429, new Challenge(challenge, method), "sign-in.wait");
      }
    }
  }

  /** Goes on with someone whose password, or outside provider, was right. */
  void recognized(RoutingContext routing, Asking.Good asking, Recognized who) throws Exception {
    switch (signIn.challenges().demand(who)) {
      case Demand.Nothing _ -> welcome(routing, asking, who);
      case Demand.Overtaken _ -> authorization.signInPage(routing, asking, 401, "sign-in.wrong");
      case Demand.Code(Challenge challenge) ->
          authorization.codePage(routing, asking, 200, challenge, null);
      case Demand.TooManyMails(Duration delay) -> {
        retryAfter(routing, delay);
        authorization.signInPage(routing, asking, 429, "code.mails");
      }
    }
  }

  private void welcome(RoutingContext routing, Asking.Good asking, Recognized who)
      throws Exception {
    if (!browser.signIn(routing, who)) {
      authorization.signInPage(routing, asking, 401, "sign-in.wrong");
      return;
    }
    Pages.redirect(routing, Addresses.AUTHORIZE + "?" + AuthorizationEndpoint.query(asking));
  }

  private static void retryAfter(RoutingContext routing, Duration delay) {
    routing.response().putHeader("retry-after", Long.toString(delay.toSeconds()));
  }

  private PasswordFinding check(RoutingContext routing) throws Exception {
    String password = routing.request().getFormAttribute("password");
    EmailAddress email;
    try {
      email =
          EmailAddress.of(
              Optional.ofNullable(routing.request().getFormAttribute("email")).orElse(""));
    } catch (IllegalArgumentException _) {
      return new PasswordFinding.Wrong();
    }
    if (password == null || password.isEmpty() || password.length() > MAX_PASSWORD_LENGTH) {
      return new PasswordFinding.Wrong();
    }
    return signIn.checkPassword().check(email, password);
  }
}

package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Sessions;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logging in and out, and opening an account where the portal offers that. */
final class LoginPages {
  private static final View LOGIN = View.page("design/templates/login");
  private static final View CODE = View.page("design/templates/login-code");
  private static final View REGISTER = View.page("design/templates/register");

  private final PortalSite site;
  private final Sessions sessions;

  LoginPages(PortalSite site, Sessions sessions) {
    this.site = site;
    this.sessions = sessions;
  }

  void mount(PortalServer server) {
    server
        .page("/login", this::showLogin)
        .action("/login", this::logIn)
        .action("/login/second-factor", this::logInWithCode)
        .action("/logout", this::logOut);
    if (site.selfRegistration()) {
      server.page("/register", this::showRegister).action("/register", this::register);
    }
  }

  private void showLogin(Exchange exchange) {
    Map<String, Object> model = model(exchange.query("next").orElse(""), "", "");
    model.put("done", exchange.query("done").filter("everywhere"::equals).orElse(null));
    exchange.show(LOGIN, model);
  }

  private void logIn(Exchange exchange) {
    String next = exchange.form("next").orElse("");
    String email = exchange.form("email").orElse("");
    try {
      enter(
          exchange,
          next,
          sessions.logIn(exchange.routing(), email, exchange.formAsTyped("password")));
    } catch (Sessions.WrongRoleException _) {
      exchange.show(403, LOGIN, model(next, email, "login.wrong-role"));
    } catch (ApiProblemException e) {
      ApiProblem problem = e.problem();
      if (problem.status() >= 500) {
        throw e;
      }
      if (problem.wantsSecondFactor()) {
        askForCode(exchange, next, problem);
        return;
      }
      exchange.show(problem.status() == 429 ? 429 : 401, LOGIN, model(next, email, why(problem)));
    }
  }

  /** 400 means an e-mail address or a password that can't be one, which needs no other words. */
  private static String why(ApiProblem problem) {
    if (problem.tooManyMails()) {
      return "login.too-many-mails";
    }
    return problem.status() == 429 ? "login.too-many" : "login.wrong";
  }

  private void askForCode(Exchange exchange, String next, ApiProblem problem) {
    exchange.show(
        200,
        CODE,
        codeModel(next, problem.challenge(), Boolean.toString(problem.codeIsMailed()), ""));
  }

  private void logInWithCode(Exchange exchange) {
    String next = exchange.form("next").orElse("");
    String challenge = exchange.form("challenge").orElse("");
    String mailed = exchange.form("mailed").orElse("");
    String code = exchange.form("code").orElse("");
    try {
      enter(exchange, next, sessions.logInWithCode(exchange.routing(), challenge, code));
    } catch (Sessions.WrongRoleException _) {
      exchange.show(403, LOGIN, model(next, "", "login.wrong-role"));
    } catch (ApiProblemException e) {
      int status = e.problem().status();
      if (status >= 500) {
        throw e;
      }
      String said = status == 429 ? "login.too-many" : "code.wrong";
      exchange.show(status == 429 ? 429 : 401, CODE, codeModel(next, challenge, mailed, said));
    }
  }

  private void enter(Exchange exchange, String next, Sessions.Allowed allowed) {
    exchange.redirect(
        allowed == Sessions.Allowed.ALL
            ? site.ownPage(next)
            : site.onTheWay(SecondFactorPages.PATH, next));
  }

  private void logOut(Exchange exchange) {
    sessions.logOut(exchange.routing(), exchange.session());
    exchange.redirect(site.basePath() + "/login");
  }

  private void showRegister(Exchange exchange) {
    String next = exchange.query("next").orElse("");
    exchange.show(REGISTER, registration(next, "", "", null));
  }

  private void register(Exchange exchange) {
    String next = exchange.form("next").orElse("");
    String email = exchange.form("email").orElse("");
    String name = exchange.form("displayName").orElse("");
    String password = exchange.formAsTyped("password");
    var account =
        Map.of(
            "email", email,
            "displayName", name,
            "password", password,
            "role", site.roles().iterator().next().wireName());
    try {
      exchange.api(ApiRequest.post("/api/auth/register", account), Void.class);
    } catch (ApiProblemException e) {
      if (e.problem().errors().isEmpty()) {
        throw e;
      }
      exchange.show(e.problem().status(), REGISTER, registration(next, email, name, e.problem()));
      return;
    }
    try {
      enter(exchange, next, sessions.logIn(exchange.routing(), email, password));
    } catch (ApiProblemException e) {
      if (!e.problem().wantsSecondFactor()) {
        throw e;
      }
      askForCode(exchange, next, e.problem());
    }
  }

  private Map<String, Object> registration(
      String next, String email, String name, ApiProblem problem) {
    Map<String, Object> model = onTheWay(next);
    model.put("email", email);
    model.put("displayName", name);
    for (String field : List.of("email", "displayName", "password")) {
      model.put(field + "Error", problem == null ? null : problem.errorOf(field).orElse(null));
    }
    return model;
  }

  private Map<String, Object> codeModel(String next, String challenge, String mailed, String said) {
    Map<String, Object> model = onTheWay(next);
    model.put("challenge", challenge);
    model.put("mailed", mailed.equals("true"));
    model.put("said", said);
    return model;
  }

  private Map<String, Object> model(String next, String email, String said) {
    Map<String, Object> model = onTheWay(next);
    model.put("email", email);
    model.put("said", said);
    return model;
  }

  /** Each of these pages leads to the others, and none may forget where one was going. */
  private Map<String, Object> onTheWay(String next) {
    Map<String, Object> model = new HashMap<>();
    model.put("next", next);
    model.put("login", site.onTheWay("/login", next));
    model.put("register", site.onTheWay("/register", next));
    model.put("invited", next.startsWith(site.basePath() + InvitationPages.PATH + "?"));
    return model;
  }
}

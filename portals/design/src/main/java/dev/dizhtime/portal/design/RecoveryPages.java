package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.Map;

/**
 * What the links in mails open. A page only shows a form: a mail program that looks at the link
 * must not use it up.
 */
final class RecoveryPages {
  private static final View FORGOTTEN = View.page("design/templates/password-forgotten");
  private static final View RESET = View.page("design/templates/password-reset");
  private static final View VERIFY = View.page("design/templates/email-verification");
  private static final View DONE = View.page("design/templates/done");

  private final PortalSite site;

  RecoveryPages(PortalSite site) {
    this.site = site;
  }

  void mount(PortalServer server) {
    server
        .page("/password-forgotten", exchange -> exchange.show(FORGOTTEN, Map.of()))
        .action("/password-forgotten", this::askForReset)
        .page("/password-reset", exchange -> exchange.show(RESET, form(exchange, null)))
        .action("/password-reset", this::reset)
        .page("/email-verification", exchange -> exchange.show(VERIFY, form(exchange, null)))
        .action("/email-verification", this::verify);
  }

  /** Says the same whatever becomes of it. */
  private void askForReset(Exchange exchange) {
    var body = Map.of("email", exchange.form("email").orElse(""));
    try {
      exchange.api(ApiRequest.post("/api/auth/password-reset", body), Void.class);
    } catch (ApiProblemException e) {
      if (e.problem().status() >= 500) {
        throw e;
      }
    }
    done(exchange, "forgotten.sent");
  }

  private void reset(Exchange exchange) {
    var body =
        Map.of(
            "token", exchange.form("token").orElse(""),
            "newPassword", exchange.formAsTyped("newPassword"));
    send(exchange, "/api/auth/password-reset/confirmation", body, RESET, "reset.done");
  }

  private void verify(Exchange exchange) {
    var body = Map.of("token", exchange.form("token").orElse(""));
    send(exchange, "/api/auth/email-verification/confirmation", body, VERIFY, "verify.done");
  }

  private void send(
      Exchange exchange, String path, Map<String, String> body, View form, String said) {
    try {
      exchange.api(ApiRequest.post(path, body), Void.class);
    } catch (ApiProblemException e) {
      if (e.problem().errors().isEmpty()) {
        throw e;
      }
      exchange.show(e.problem().status(), form, form(exchange, e.problem()));
      return;
    }
    done(exchange, said);
  }

  private void done(Exchange exchange, String said) {
    exchange.show(DONE, Map.of("said", said, "login", site.basePath() + "/login"));
  }

  private static Map<String, Object> form(Exchange exchange, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("token", exchange.query("token").or(() -> exchange.form("token")).orElse(""));
    model.put("tokenError", problem == null ? null : problem.errorOf("token").orElse(null));
    model.put(
        "passwordError", problem == null ? null : problem.errorOf("newPassword").orElse(null));
    return model;
  }
}

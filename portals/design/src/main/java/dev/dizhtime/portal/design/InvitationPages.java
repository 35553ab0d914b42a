package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Sessions;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.Map;

/** Joining the staff of a restaurant; in every portal, for whoever is invited may be anybody. */
final class InvitationPages {
  /** Where the link in the mail leads, below the portal's own path. */
  static final String PATH = "/staff-invitation";

  private static final View INVITATION = View.page("design/templates/staff-invitation");
  private static final View DONE = View.page("design/templates/done");
  private static final String RESTAURANTS = "/restaurant/login";

  private final Sessions sessions;

  InvitationPages(Sessions sessions) {
    this.sessions = sessions;
  }

  void mount(PortalServer server) {
    server.memberPage(PATH, exchange -> show(exchange, 200, null)).memberAction(PATH, this::accept);
  }

  private void accept(Exchange exchange) {
    var body = Map.of("token", exchange.form("token").orElse(""));
    try {
      exchange.api(ApiRequest.post("/api/auth/staff-invitations/acceptance", body), Void.class);
    } catch (ApiProblemException e) {
      if (e.problem().errorOf("token").isEmpty()) {
        throw e;
      }
      show(exchange, e.problem().status(), e.problem());
      return;
    }
    sessions.renewNow(exchange.routing(), exchange.session());
    exchange.show(DONE, Map.of("said", "invitation.done", "login", RESTAURANTS));
  }

  private static void show(Exchange exchange, int status, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("token", exchange.query("token").or(() -> exchange.form("token")).orElse(""));
    model.put("tokenError", problem == null ? null : problem.errorOf("token").orElse(null));
    exchange.show(status, INVITATION, model);
  }
}

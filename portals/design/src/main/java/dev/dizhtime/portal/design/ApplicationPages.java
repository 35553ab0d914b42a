package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which applications of others one has let in, and letting them in no longer. */
final class ApplicationPages {
  private static final View LIST = View.page("design/templates/account-applications");
  private static final String PATH = AccountPages.HOME + "/applications";
  private static final String API = "/api/auth/consents";
  private static final PasswordAct SHUT_OUT = new PasswordAct("shut-out", false, PATH);

  private final PortalSite site;

  /** An application with what it may. */
  record Application(UUID clientId, String name, List<String> scopes, Instant givenAt) {}

  private record ApplicationList(List<Application> items) {}

  ApplicationPages(PortalSite site) {
    this.site = site;
  }

  void mount(PortalServer server) {
    server
        .memberPage(PATH, ApplicationPages::list)
        .memberPage(PATH + "/:clientId", this::ask)
        .memberAction(PATH + "/:clientId", this::shutOut);
  }

  private static void list(Exchange exchange) {
    exchange.show(LIST, Map.of("applications", known(exchange)));
  }

  private static List<Application> known(Exchange exchange) {
    return exchange.api(ApiRequest.get(API), ApplicationList.class).items();
  }

  private static Optional<Application> asked(Exchange exchange) {
    UUID id = exchange.pathId("clientId");
    return known(exchange).stream().filter(each -> each.clientId().equals(id)).findFirst();
  }

  private void ask(Exchange exchange) {
    asked(exchange)
        .ifPresentOrElse(
            known -> SHUT_OUT.ask(exchange, PasswordAct.About.of(known.name())),
            () -> back(exchange));
  }

  private void shutOut(Exchange exchange) {
    asked(exchange)
        .ifPresentOrElse(
            known ->
                SHUT_OUT.perform(
                    exchange,
                    PasswordAct.About.of(known.name()),
                    API + "/" + known.clientId() + "/revocation",
                    Map.of(),
                    Void.class,
                    _ -> back(exchange)),
            () -> back(exchange));
  }

  private void back(Exchange exchange) {
    exchange.redirect(site.basePath() + PATH);
  }
}

package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Sessions;
import dev.dizhtime.portal.design.view.Devices;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where one is logged in, and ending it: one, all others, or all. */
final class SessionPages {
  private static final View LIST = View.page("design/templates/account-sessions");
  private static final String PATH = AccountPages.HOME + "/sessions";
  private static final String API = "/api/auth/sessions";
  private static final PasswordAct END = new PasswordAct("end", false, PATH);
  private static final PasswordAct END_OTHERS = new PasswordAct("end-others", false, PATH);
  private static final PasswordAct END_ALL = new PasswordAct("end-all", false, PATH);
  private static final List<String> DONE = List.of("ended", "others");

  private final PortalSite site;
  private final Sessions sessions;

  /** A session as auth tells its owner. */
  record Known(
      UUID sessionId,
      String device,
      String client,
      Instant startedAt,
      Instant lastUsedAt,
      Instant expiresAt,
      boolean current) {
    /** What its owner knows it by. */
    public String name() {
      return client == null ? Devices.name(device) : client;
    }
  }

  private record KnownList(List<Known> items) {}

  SessionPages(PortalSite site, Sessions sessions) {
    this.site = site;
    this.sessions = sessions;
  }

  void mount(PortalServer server) {
    server
        .memberPage(PATH, SessionPages::list)
        .memberPage(PATH + "/others", each -> END_OTHERS.ask(each, PasswordAct.About.ITSELF))
        .memberAction(PATH + "/others", this::endOthers)
        .memberPage(PATH + "/all", each -> END_ALL.ask(each, PasswordAct.About.ITSELF))
        .memberAction(PATH + "/all", this::endAll)
        .memberPage(PATH + "/:sessionId", this::askToEnd)
        .memberAction(PATH + "/:sessionId", this::end);
  }

  private static void list(Exchange exchange) {
    Optional<String> done = exchange.query("done").filter(DONE::contains);
    exchange.show(LIST, Map.of("sessions", known(exchange), "done", done.orElse("")));
  }

  private static List<Known> known(Exchange exchange) {
    return exchange.api(ApiRequest.get(API), KnownList.class).items();
  }

  /** The one that is asked about; the present one is ended by logging out. */
  private static Optional<Known> asked(Exchange exchange) {
    UUID id = exchange.pathId("sessionId");
    return known(exchange).stream()
        .filter(each -> each.sessionId().equals(id) && !each.current())
        .findFirst();
  }

  private void askToEnd(Exchange exchange) {
    asked(exchange)
        .ifPresentOrElse(
            known -> END.ask(exchange, PasswordAct.About.of(known.name())),
            () -> exchange.redirect(site.basePath() + PATH));
  }

  private void end(Exchange exchange) {
    Optional<Known> asked = asked(exchange);
    if (asked.isEmpty()) {
      // It has ended meanwhile, which is what was wanted.
      back(exchange, "ended");
      return;
    }
    END.perform(
        exchange,
        PasswordAct.About.of(asked.get().name()),
        API + "/" + asked.get().sessionId() + "/ending",
        Map.of(),
        Void.class,
        _ -> back(exchange, "ended"));
  }

  private void endOthers(Exchange exchange) {
    END_OTHERS.perform(
        exchange,
        PasswordAct.About.ITSELF,
        API + "/ending",
        Map.of("keepPresent", true),
        Void.class,
        _ -> back(exchange, "others"));
  }

  private void endAll(Exchange exchange) {
    END_ALL.perform(
        exchange,
        PasswordAct.About.ITSELF,
        API + "/ending",
        Map.of(),
        Void.class,
        _ -> {
          sessions.forget(exchange.routing());
          exchange.redirect(site.basePath() + "/login?done=everywhere");
        });
  }

  private void back(Exchange exchange, String done) {
    exchange.redirect(site.basePath() + PATH + "?done=" + done);
  }
}

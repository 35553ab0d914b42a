package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Sessions;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One's own account, in every portal: what it is, and where all else about it is done. */
final class AccountPages {
  /** The first of these pages, below the portal's own path. */
  static final String HOME = "/account";

  private static final View ACCOUNT = View.page("design/templates/account");
  private static final View PASSWORD = View.page("design/templates/account-password");
  private static final PasswordAct CLOSE = new PasswordAct("close", false, HOME);
  private static final String CLOSING = "/api/auth/account-deletion";
  private static final List<String> DONE =
      List.of("mail", "password", "factor-removed", "closing", "kept");

  private final PortalSite site;
  private final Sessions sessions;

  /** An account as auth tells its owner. */
  record Me(
      String email,
      String displayName,
      List<String> roles,
      boolean emailVerified,
      boolean secondFactor) {}

  record Closing(Instant deletionAt) {}

  AccountPages(PortalSite site, Sessions sessions) {
    this.site = site;
    this.sessions = sessions;
  }

  void mount(PortalServer server) {
    server
        .memberPage(HOME, exchange -> show(exchange, 200, null))
        .memberAction(HOME + "/email-verification", this::mailAgain)
        .memberPage(HOME + "/password", exchange -> showPassword(exchange, 200, null))
        .memberAction(HOME + "/password", this::changePassword)
        .memberPage(HOME + "/export", AccountPages::export)
        .memberPage(HOME + "/closing", exchange -> CLOSE.ask(exchange, whatItMeans(exchange)))
        .memberAction(HOME + "/closing", this::close)
        .memberAction(HOME + "/closing/cancellation", this::keep);
    new SessionPages(site, sessions).mount(server);
    new ApplicationPages(site).mount(server);
    new SecurityEventPages().mount(server);
  }

  /** Back to the first page, which says what was done. */
  static void done(Exchange exchange, PortalSite site, String what) {
    exchange.redirect(site.basePath() + HOME + "?done=" + what);
  }

  private static Me me(Exchange exchange) {
    return exchange.api(ApiRequest.get("/api/auth/me"), Me.class);
  }

  private static void show(Exchange exchange, int status, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("me", me(exchange));
    model.put("closingAt", closingAt(exchange));
    model.put("done", exchange.query("done").filter(DONE::contains).orElse(null));
    Refusal.of(problem).into(model);
    exchange.show(status, ACCOUNT, model);
  }

  /** Null when it is not planned, which auth answers with 404. */
  private static Instant closingAt(Exchange exchange) {
    try {
      return exchange.api(ApiRequest.get(CLOSING), Closing.class).deletionAt();
    } catch (ApiProblemException e) {
      if (e.problem().status() != 404) {
        throw e;
      }
      return null;
    }
  }

  private void mailAgain(Exchange exchange) {
    try {
      exchange.api(ApiRequest.post("/api/auth/email-verification"), Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      show(exchange, e.problem().status(), e.problem());
      return;
    }
    done(exchange, site, "mail");
  }

  private static void showPassword(Exchange exchange, int status, ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("email", me(exchange).email());
    Refusal.of(problem, "currentPassword", "newPassword").into(model);
    exchange.show(status, PASSWORD, model);
  }

  private void changePassword(Exchange exchange) {
    var body =
        Map.of(
            "currentPassword", exchange.formAsTyped("currentPassword"),
            "newPassword", exchange.formAsTyped("newPassword"));
    try {
      exchange.api(ApiRequest.put("/api/auth/password", body), Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      showPassword(exchange, e.problem().status(), e.problem());
      return;
    }
    done(exchange, site, "password");
  }

  private static void export(Exchange exchange) {
    String all = exchange.api(ApiRequest.get("/api/auth/account-export"), String.class);
    exchange.download("dizhtime-account.json", "application/json", all);
  }

  /** It means other things for who has a wallet, a restaurant or earnings. */
  private static PasswordAct.About whatItMeans(Exchange exchange) {
    List<String> points = new ArrayList<>(List.of("closing.grace", "closing.orders"));
    List<String> roles = me(exchange).roles();
    if (roles.contains("customer")) {
      points.add("closing.customer");
    }
    if (roles.contains("restaurant")) {
      points.add("closing.restaurant");
    }
    if (roles.contains("driver")) {
      points.add("closing.driver");
    }
    points.add("closing.kept");
    return new PasswordAct.About(null, points);
  }

  private void close(Exchange exchange) {
    CLOSE.perform(
        exchange,
        whatItMeans(exchange),
        CLOSING,
        Map.of(),
        Void.class,
        _ -> done(exchange, site, "closing"));
  }

  /** Whoever has called it off in another window meanwhile finds it called off. */
  private void keep(Exchange exchange) {
    try {
      exchange.api(ApiRequest.delete(CLOSING), Void.class);
    } catch (ApiProblemException e) {
      if (e.problem().status() != 404) {
        throw e;
      }
    }
    done(exchange, site, "kept");
  }
}

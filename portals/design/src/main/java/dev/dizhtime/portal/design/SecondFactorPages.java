package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Sessions;
import dev.dizhtime.portal.design.view.QrCode;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adding a second factor: the password, then a picture for the app, then a code from it. Whoever
 * had to do that before anything else goes on from there to where they were going.
 */
final class SecondFactorPages {
  private static final View PASSWORD = View.page("design/templates/second-factor");
  private static final View APP = View.page("design/templates/second-factor-app");
  private static final View CODES = View.page("design/templates/recovery-codes");
  private static final String URI_PREFIX = "otpauth://totp/";
  private static final int MAX_URI = 600;
  private static final String NEXT = "next";
  static final String PATH = "/second-factor";
  private static final String API = "/api/auth/second-factor";
  private static final PasswordAct REMOVE = new PasswordAct("factor-removal", true, PATH);
  private static final PasswordAct RENEW = new PasswordAct("recovery-codes", true, PATH);

  private final PortalSite site;
  private final Sessions sessions;

  private record Me(boolean secondFactor, boolean secondFactorNeeded) {}

  private record Enrolment(String secret, String uri) {}

  private record RecoveryCodes(List<String> recoveryCodes) {}

  SecondFactorPages(PortalSite site, Sessions sessions) {
    this.site = site;
    this.sessions = sessions;
  }

  void mount(PortalServer server) {
    server
        .memberPage(PATH, each -> ask(each, 200, each.query(NEXT).orElse(""), null))
        .memberAction(PATH, this::begin)
        .memberAction(PATH + "/confirmation", this::confirm)
        .memberPage(PATH + "/removal", each -> REMOVE.ask(each, PasswordAct.About.ITSELF))
        .memberAction(PATH + "/removal", this::remove)
        .memberPage(PATH + "/recovery-codes", each -> RENEW.ask(each, PasswordAct.About.ITSELF))
        .memberAction(PATH + "/recovery-codes", this::renew);
  }

  private void ask(Exchange exchange, int status, String next, ApiProblem problem) {
    Me me = exchange.api(ApiRequest.get("/api/auth/me"), Me.class);
    Map<String, Object> model = new HashMap<>();
    model.put(NEXT, next);
    model.put("there", me.secondFactor);
    model.put("needed", me.secondFactorNeeded);
    Refusal.of(problem, "currentPassword").into(model);
    exchange.show(status, PASSWORD, model);
  }

  private void begin(Exchange exchange) {
    var body = Map.of("currentPassword", exchange.formAsTyped("currentPassword"));
    Enrolment enrolment;
    try {
      enrolment = exchange.api(ApiRequest.post(API, body), Enrolment.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      ask(exchange, e.problem().status(), next(exchange), e.problem());
      return;
    }
    showApp(exchange, 200, enrolment.uri, enrolment.secret, null);
  }

  private void confirm(Exchange exchange) {
    var body = Map.of("code", exchange.form("code").orElse(""));
    RecoveryCodes codes;
    try {
      codes = exchange.api(ApiRequest.post(API + "/confirmation", body), RecoveryCodes.class);
    } catch (ApiProblemException e) {
      String wrong = e.problem().errorOf("code").orElseThrow(() -> e);
      String uri = exchange.form("uri").orElse("");
      showApp(exchange, 422, uri, exchange.form("secret").orElse(""), wrong);
      return;
    }
    // Now the tokens may give a role that was withheld.
    sessions.renewNow(exchange.routing(), exchange.session());
    showCodes(exchange, codes, site.ownPage(next(exchange)));
  }

  private void remove(Exchange exchange) {
    REMOVE.perform(
        exchange,
        PasswordAct.About.ITSELF,
        API + "/removal",
        Map.of(),
        Void.class,
        _ -> AccountPages.done(exchange, site, "factor-removed"));
  }

  private void renew(Exchange exchange) {
    RENEW.perform(
        exchange,
        PasswordAct.About.ITSELF,
        API + "/recovery-codes",
        Map.of(),
        RecoveryCodes.class,
        codes -> showCodes(exchange, codes, site.basePath() + AccountPages.HOME));
  }

  private static void showCodes(Exchange exchange, RecoveryCodes codes, String home) {
    exchange.show(CODES, Map.of("codes", codes.recoveryCodes, "home", home));
  }

  private static String next(Exchange exchange) {
    return exchange.form(NEXT).orElse("");
  }

  /** The picture may be drawn again from what the form sends back; it is only for its sender. */
  private static void showApp(
      Exchange exchange, int status, String uri, String secret, String wrong) {
    boolean drawable = uri.startsWith(URI_PREFIX) && uri.length() <= MAX_URI;
    Map<String, Object> model = new HashMap<>();
    model.put(NEXT, next(exchange));
    model.put("uri", uri);
    model.put("secret", secret);
    model.put("qr", drawable ? QrCode.of(uri) : null);
    model.put("codeError", wrong);
    exchange.show(status, APP, model);
  }
}

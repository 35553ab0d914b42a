package dev.dizhtime.auth.oidc.http;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.oidc.outside.Outside;
import dev.dizhtime.auth.oidc.outside.OutsideSignIn;
import dev.dizhtime.auth.oidc.protocol.Asking;
import dev.dizhtime.auth.usecase.Recognized;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people leave for an outside provider, and where they come back. */
final class OutsideEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideEndpoint.class);

  private final String back;
  private final OutsideSignIn.With outside;
  private final AuthorizationEndpoint authorization;
  private final SignInEndpoint signIn;
  private final Browser browser;
  private final FrontChannel people;

  OutsideEndpoint(
      String name,
      Outside outside,
      AuthorizationEndpoint authorization,
      SignInEndpoint signIn,
      Browser browser,
      FrontChannel people) {
    this.back = Outside.back(name);
    this.outside = outside.with(name);
    this.authorization = authorization;
    this.signIn = signIn;
    this.browser = browser;
    this.people = people;
  }

  /** GET /oauth/outside/{name}. */
  void leave(RoutingContext routing) {
    Optional<Asking.Good> asking = authorization.good(routing);
    if (asking.isEmpty()) {
      return;
    }
    try {
      String address =
          outside
              .out(browser.leaving(routing), AuthorizationEndpoint.query(asking.get()))
              .toString();
      Pages.redirect(routing, address);
    } catch (IOException e) {
      down(routing, asking.get(), e);
    }
  }

  /** POST /oauth/outside/{name}/back: from another site, so without our cookies; they come now. */
  void posted(RoutingContext routing) {
    String body = Optional.ofNullable(routing.body().asString()).orElse("");
    Pages.redirect(
        routing, back + "?" + URLUtils.serializeParameters(kept(URLUtils.parseParameters(body))));
  }

  private static java.util.Map<String, java.util.List<String>> kept(
      java.util.Map<String, java.util.List<String>> posted) {
    var kept = new java.util.LinkedHashMap<>(posted);
    kept.keySet().retainAll(java.util.List.of("code", "state", "iss", "error"));
    return kept;
  }

  /** GET /oauth/outside/{name}/back. */
  void back(RoutingContext routing) throws Exception {
    OutsideSignIn.Outcome outcome;
    try {
      outcome =
          outside.back(
              browser.returning(routing), URLUtils.parseParameters(routing.request().query()));
    } catch (IOException e) {
      LOG.warn("an outside provider is down: {}", e.getMessage());
      people.tell(routing, 502, "outside.down");
      return;
    }
    switch (outcome) {
      case OutsideSignIn.Outcome.NotSent _ -> people.tell(routing, 400, "error.form");
      case OutsideSignIn.Outcome.Refused(String why, String query) -> {
        Optional<Asking.Good> asking = authorization.good(routing, query);
        if (asking.isPresent()) {
          authorization.signInPage(routing, asking.get(), 403, why);
        }
      }
      case OutsideSignIn.Outcome.In(Account account, String query) -> {
        Optional<Asking.Good> asking = authorization.good(routing, query);
        if (asking.isPresent()) {
          signIn.recognized(routing, asking.get(), new Recognized(account, Optional.empty()));
        }
      }
    }
  }

  private void down(RoutingContext routing, Asking.Good asking, IOException e) {
    LOG.warn("an outside provider is down: {}", e.getMessage());
    authorization.signInPage(routing, asking, 502, "outside.down");
  }
}

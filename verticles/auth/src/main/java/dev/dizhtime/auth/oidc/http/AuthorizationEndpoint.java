package dev.dizhtime.auth.oidc.http;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.outside.Outside;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.oidc.protocol.Asking;
import dev.dizhtime.auth.oidc.protocol.ReadAsking;
import dev.dizhtime.auth.oidc.usecase.BrowserSessions.BrowserSession;
import dev.dizhtime.auth.oidc.usecase.Codes;
import dev.dizhtime.auth.oidc.usecase.Consents;
import dev.dizhtime.auth.usecase.LogInChallenges;
import dev.dizhtime.auth.usecase.LogInChallenges.Challenge;
import dev.dizhtime.auth.usecase.RefreshTokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a client sends a browser for a code. The request travels along in the address of each form,
 * and is read anew each time; nothing is kept of it until there is a code.
 *
 * <pre>
 *   authorize ──nobody signed in──► sign-in page ──► sign-in ──► authorize
 *       │  └────no consent yet────► consent page ──► consent ─┐
 *       └────────────────────── code ◄────────────────────────┘
 * </pre>
 */
final class AuthorizationEndpoint {
  private final ReadAsking reading;
  private final PushedRequestEndpoint pushes;
  private final Browser browser;
  private final Codes codes;
  private final Consents consents;
  private final RefreshTokens random;
  private final FrontChannel people;
  private final Pages pages;
  private final Clock clock;
  private final String issuer;
  private final List<Outside.Choice> choices;

  AuthorizationEndpoint(
      ReadAsking reading,
      PushedRequestEndpoint pushes,
      Browser browser,
      Codes codes,
      Consents consents,
      RefreshTokens random,
      FrontChannel people,
      Pages pages,
      Clock clock,
      String issuer,
      List<Outside.Choice> choices) {
    this.reading = reading;
    this.pushes = pushes;
    this.browser = browser;
    this.codes = codes;
    this.consents = consents;
    this.random = random;
    this.people = people;
    this.pages = pages;
    this.clock = clock;
    this.issuer = issuer;
    this.choices = choices;
  }

  /** GET or POST /oauth/authorize. */
  void authorize(RoutingContext routing) {
    good(routing).ifPresent(asking -> authorize(routing, asking));
  }

  private void authorize(RoutingContext routing, Asking.Good asking) {
    boolean silent = asking.prompts(Prompt.Type.NONE);
    Optional<BrowserSession> session =
        browser.session(routing).filter(found -> recentEnough(asking, found));
    if (session.isEmpty()) {
      if (silent) {
        tell(routing, asking.refusedWith(OIDCError.LOGIN_REQUIRED));
      } else {
        signInPage(routing, asking, 200, null);
      }
      return;
    }
    if (!needsConsent(asking, session.get())) {
      giveCode(routing, asking, session.get());
    } else if (silent) {
      tell(routing, asking.refusedWith(OIDCError.CONSENT_REQUIRED));
    } else {
      consentPage(routing, asking, session.get());
    }
  }

  private boolean recentEnough(Asking.Good asking, BrowserSession session) {
    if (asking.prompts(Prompt.Type.LOGIN) || asking.prompts(Prompt.Type.SELECT_ACCOUNT)) {
      return false;
    }
    long ageSeconds = Duration.between(session.authenticatedAt(), clock.instant()).toSeconds();
    return asking.maxAgeSeconds().map(max -> ageSeconds <= max).orElse(true);
  }

  private boolean needsConsent(Asking.Good asking, BrowserSession session) {
    OAuthClient client = asking.client();
    if (client.firstParty()) {
      return false;
    }
    Set<String> given = consents.given(session.account().userId(), client.clientId());
    return asking.prompts(Prompt.Type.CONSENT) || !given.containsAll(asking.scopes());
  }

  /** POST /oauth/consent: someone has answered the consent page. */
  void consent(RoutingContext routing) throws Exception {
    if (!browser.trusts(routing)) {
      people.tell(routing, 403, "error.form");
      return;
    }
    Optional<Asking.Good> asking = good(routing);
    if (asking.isEmpty()) {
      return;
    }
    Optional<BrowserSession> session = browser.session(routing);
    if (session.isEmpty()) {
      Pages.redirect(routing, Addresses.AUTHORIZE + "?" + query(asking.get()));
    } else if ("allow".equals(routing.request().getFormAttribute("decision"))) {
      consents.give(
          session.get().account().userId(),
          asking.get().client().clientId(),
          new HashSet<>(asking.get().scopes()),
          clock.instant());
      giveCode(routing, asking.get(), session.get());
    } else {
      tell(routing, asking.get().refusedWith(OAuth2Error.ACCESS_DENIED));
    }
  }

  /** What the request asks for; empty when it has been refused already. */
  Optional<Asking.Good> good(RoutingContext routing) {
    Map<String, List<String>> parameters = parameters(routing);
    if (!PushedRequestEndpoint.isNamed(parameters)) {
      return good(routing, parameters);
    }
    Optional<Map<String, List<String>>> pushed = pushes.named(parameters);
    if (pushed.isEmpty()) {
      people.tell(routing, 400, "error.pushed");
      return Optional.empty();
    }
    return good(routing, pushed.get());
  }

  /** The same for a request that was kept. */
  Optional<Asking.Good> good(RoutingContext routing, String query) {
    return good(routing, URLUtils.parseParameters(query));
  }

  private Optional<Asking.Good> good(RoutingContext routing, Map<String, List<String>> parameters) {
    Asking asking = reading.read(parameters);
    return switch (asking) {
      case Asking.Good good -> Optional.of(good);
      case Asking.TellClient refused -> {
        tell(routing, refused);
        yield Optional.empty();
      }
      case Asking.TellPerson(String why) -> {
        people.tell(routing, 400, why);
        yield Optional.empty();
      }
    };
  }

  /** Of a form of ours the address has the request; a client may send it as a form itself. */
  private static Map<String, List<String>> parameters(RoutingContext routing) {
    boolean form =
        routing.request().method() == HttpMethod.POST
            && routing.request().path().equals(Addresses.AUTHORIZE);
    return URLUtils.parseParameters(form ? routing.body().asString() : routing.request().query());
  }

  /** The request again, without the wish for a new sign-in that has just been fulfilled. */
  static String query(Asking.Good asking) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(asking.request().toParameters());
    parameters.remove("max_age");
    if (asking.prompts(Prompt.Type.CONSENT)) {
      parameters.put("prompt", List.of("consent"));
    } else {
      parameters.remove("prompt");
    }
    return URLUtils.serializeParameters(parameters);
  }

  /** Asks who the person is; what is wrong with their last answer is said above. */
  void signInPage(RoutingContext routing, Asking.Good asking, int status, String said) {
    Map<String, Object> model = new HashMap<>();
    model.put("action", Addresses.SIGN_IN + "?" + query(asking));
    model.put("csrf", browser.formToken(routing));
    model.put("client", asking.client().name());
    model.put("choices", choices);
    model.put("asking", query(asking));
    model.put("email", Optional.ofNullable(routing.request().getFormAttribute("email")).orElse(""));
    model.put("said", said);
    pages.send(routing, status, "sign-in", asking.redirectUri(), model);
  }

  /** Asks for the code of someone's second factor. */
  void codePage(
      RoutingContext routing, Asking.Good asking, int status, Challenge challenge, String said) {
    Map<String, Object> model = new HashMap<>();
    model.put("action", Addresses.SIGN_IN + "?" + query(asking));
    model.put("csrf", browser.formToken(routing));
    model.put("challenge", challenge.token());
    model.put("mailed", challenge.method() == LogInChallenges.Method.MAIL);
    model.put("said", said);
    pages.send(routing, status, "code", asking.redirectUri(), model);
  }

  private void consentPage(RoutingContext routing, Asking.Good asking, BrowserSession session) {
    pages.send(
        routing,
        200,
        "consent",
        asking.redirectUri(),
        Map.of(
            "action", Addresses.CONSENT + "?" + query(asking),
            "csrf", browser.formToken(routing),
            "client", asking.client().name(),
            "person", session.account().email().value(),
            "scopes", asking.scopes()));
  }

  private void giveCode(RoutingContext routing, Asking.Good asking, BrowserSession session) {
    AuthorizationCode code = new AuthorizationCode(random.next());
    codes.add(
        random.hash(code.getValue()),
        new Codes.Code(
            asking.client().clientId(),
            session.sessionId(),
            asking.redirectUri().toString(),
            asking.scopes(),
            asking.request().getCodeChallenge().getValue(),
            asking.nonce(),
            Session.device(routing.request().getHeader("user-agent")),
            session.authenticatedAt()),
        clock.instant());
    Pages.redirect(
        routing,
        new AuthorizationSuccessResponse(
                asking.redirectUri(),
                code,
                null,
                asking.request().getState(),
                new Issuer(issuer),
                ResponseMode.QUERY)
            .toURI()
            .toString());
  }

  private void tell(RoutingContext routing, Asking.TellClient refused) {
    Pages.redirect(routing, refused.address(issuer).toString());
  }
}

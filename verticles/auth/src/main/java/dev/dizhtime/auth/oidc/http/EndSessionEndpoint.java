package dev.dizhtime.auth.oidc.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.URIUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.oidc.protocol.AuthenticateClient;
import dev.dizhtime.auth.oidc.protocol.ProviderTokens;
import dev.dizhtime.auth.oidc.usecase.BrowserSessions.BrowserSession;
import dev.dizhtime.auth.oidc.usecase.ClientSessions;
import dev.dizhtime.auth.usecase.AccessTokens;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a client sends a browser to be signed out (OpenID Connect RP-Initiated Logout). With an id
 * token of the person who is signed in it is done at once; otherwise the person is asked.
 */
final class EndSessionEndpoint {
  private final AuthenticateClient clients;
  private final ProviderTokens tokens;
  private final ClientSessions sessions;
  private final Browser browser;
  private final FrontChannel people;
  private final Pages pages;
  private final Clock clock;

  EndSessionEndpoint(
      AuthenticateClient clients,
      ProviderTokens tokens,
      ClientSessions sessions,
      Browser browser,
      FrontChannel people,
      Pages pages,
      Clock clock) {
    this.clients = clients;
    this.tokens = tokens;
    this.sessions = sessions;
    this.browser = browser;
    this.people = people;
    this.pages = pages;
    this.clock = clock;
  }

  /** What a request to be signed out says, as far as it can be believed. */
  private record Leaving(
      Optional<JWTClaimsSet> hint, Optional<OAuthClient> client, Optional<URI> to, String query) {}

  /** GET or POST /oauth/end-session. */
  void endSession(RoutingContext routing) {
    Leaving leaving;
    try {
      leaving = leaving(parameters(routing));
    } catch (ParseException _) {
      people.tell(routing, 400, "error.request");
      return;
    }
    Optional<BrowserSession> session = browser.session(routing);
    boolean believed =
        leaving.hint().isPresent()
            && session
                .map(found -> found.account().userId().toString())
                .map(leaving.hint().get().getSubject()::equals)
                .orElse(true);
    boolean confirmed = routing.request().method() == HttpMethod.POST && browser.trusts(routing);
    if (session.isPresent() && !believed && !confirmed) {
      ask(routing, leaving);
    } else {
      end(routing, leaving);
    }
  }

  private static Map<String, List<String>> parameters(RoutingContext routing) {
    boolean form =
        routing.request().method() == HttpMethod.POST
            && routing.request().getFormAttribute(Browser.FORM_FIELD) == null;
    return URLUtils.parseParameters(form ? routing.body().asString() : routing.request().query());
  }

  private Leaving leaving(Map<String, List<String>> parameters) throws ParseException {
    LogoutRequest request = LogoutRequest.parse(parameters);
    Optional<JWTClaimsSet> hint =
        Optional.ofNullable(request.getIDTokenHint())
            .flatMap(token -> tokens.readIdTokenHint(token.serialize()));
    Optional<ClientID> named =
        Optional.ofNullable(request.getClientID())
            .or(() -> hint.map(claims -> new ClientID(claims.getAudience().getFirst())));
    Optional<OAuthClient> client =
        named
            .filter(id -> hint.isEmpty() || hint.get().getAudience().equals(List.of(id.getValue())))
            .flatMap(clients::find);
    Optional<URI> to =
        Optional.ofNullable(request.getPostLogoutRedirectionURI())
            .filter(
                uri ->
                    client.isPresent()
                        && client.get().postLogoutRedirectUris().contains(uri.toString()));
    return new Leaving(
        hint,
        client,
        to.map(uri -> address(uri, request.getState())),
        URLUtils.serializeParameters(request.toParameters()));
  }

  /** The registered address, with the state that the client gave. */
  private static URI address(URI uri, State state) {
    if (state == null) {
      return uri;
    }
    Map<String, List<String>> parameters =
        new LinkedHashMap<>(URLUtils.parseParameters(uri.getRawQuery()));
    parameters.put("state", List.of(state.getValue()));
    return URI.create(
        URIUtils.stripQueryString(uri) + "?" + URLUtils.serializeParameters(parameters));
  }

  private void ask(RoutingContext routing, Leaving leaving) {
    pages.send(
        routing,
        200,
        "sign-out",
        leaving.to().orElse(null),
        Map.of(
            "action",
            Addresses.END_SESSION + "?" + leaving.query(),
            "csrf",
            browser.formToken(routing)));
  }

  private void end(RoutingContext routing, Leaving leaving) {
    leaving
        .hint()
        .flatMap(claims -> ProviderTokens.id(claims, AccessTokens.SESSION_CLAIM))
        .ifPresent(
            id ->
                leaving
                    .client()
                    .ifPresent(client -> sessions.end(client.clientId(), id, clock.instant())));
    browser.signOut(routing);
    if (leaving.to().isPresent()) {
      Pages.redirect(routing, leaving.to().get().toString());
    } else {
      people.tell(routing, 200, "sign-out.done");
    }
  }
}

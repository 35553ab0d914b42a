package dev.dizhtime.auth.oidc.http;

import dev.dizhtime.auth.oidc.outside.Outside;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.oidc.protocol.AuthenticateClient;
import dev.dizhtime.auth.oidc.protocol.Metadata;
import dev.dizhtime.auth.oidc.protocol.ProviderTokens;
import dev.dizhtime.auth.oidc.protocol.ReadAsking;
import dev.dizhtime.auth.oidc.usecase.BrowserSessions;
import dev.dizhtime.auth.oidc.usecase.ClientSessions;
import dev.dizhtime.auth.oidc.usecase.Codes;
import dev.dizhtime.auth.oidc.usecase.Consents;
import dev.dizhtime.auth.oidc.usecase.PushedRequests;
import dev.dizhtime.auth.secondfactor.AnswerChallenge;
import dev.dizhtime.auth.usecase.CheckPassword;
import dev.dizhtime.auth.usecase.LogInChallenges;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.runtime.http.Api;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** Binds the provider's addresses. */
public final class ProviderHttp {
  private final Addresses addresses;
  private final AuthenticateClient clients;
  private final ProviderTokens tokens;
  private final Stores stores;
  private final RefreshTokens random;
  private final SignIn signIn;
  private final Clock clock;

  /** What the provider keeps. */
  public record Stores(
      Codes codes,
      ClientSessions clientSessions,
      BrowserSessions browserSessions,
      Consents consents,
      PushedRequests pushed) {}

  /** How people show who they are. */
  public record SignIn(
      CheckPassword checkPassword,
      LogInChallenges challenges,
      AnswerChallenge answerChallenge,
      Outside outside) {}

  public ProviderHttp(
      Addresses addresses,
      AuthenticateClient clients,
      ProviderTokens tokens,
      Stores stores,
      RefreshTokens random,
      SignIn signIn,
      Clock clock) {
    this.addresses = addresses;
    this.clients = clients;
    this.tokens = tokens;
    this.stores = stores;
    this.random = random;
    this.signIn = signIn;
    this.clock = clock;
  }

  /** Binds them. */
  public void bind(Api api) {
    bindBackChannel(api);
    bindFrontChannel(api);
    String metadata = Metadata.of(addresses);
    api.beside(
        HttpMethod.GET, Addresses.OPENID_CONFIGURATION, routing -> document(routing, metadata));
    api.beside(
        HttpMethod.GET, Addresses.OAUTH_CONFIGURATION, routing -> document(routing, metadata));
  }

  private void bindBackChannel(Api api) {
    var token =
        new TokenEndpoint(clients, stores.codes(), stores.clientSessions(), tokens, random, clock);
    var care = new TokenCare(clients, stores.clientSessions(), tokens, random, clock);
    var userinfo = new UserinfoEndpoint(tokens, stores.clientSessions(), clock);
    post(api, Addresses.TOKEN, token::answer);
    post(api, Addresses.PUSH, pushes()::push);
    post(api, Addresses.REVOKE, care::revoke);
    post(api, Addresses.INTROSPECT, care::introspect);
    post(api, Addresses.USERINFO, userinfo::answer);
    api.beside(
        HttpMethod.GET,
        Addresses.USERINFO,
        BackChannel.handler(addresses, Addresses.USERINFO, userinfo::answer));
  }

  private void post(Api api, String path, BackChannel.Endpoint endpoint) {
    api.beside(HttpMethod.POST, path, BackChannel.handler(addresses, path, endpoint));
  }

  private PushedRequestEndpoint pushes() {
    return new PushedRequestEndpoint(clients, stores.pushed(), random, clock);
  }

  private void bindFrontChannel(Api api) {
    Pages pages = new Pages();
    FrontChannel people = new FrontChannel(pages);
    Browser browser = new Browser(stores.browserSessions(), random, clock);
    var authorization =
        new AuthorizationEndpoint(
            new ReadAsking(clients),
            pushes(),
            browser,
            stores.codes(),
            stores.consents(),
            random,
            people,
            pages,
            clock,
            addresses.issuer(),
            signIn.outside().choices());
    var signInEndpoint = new SignInEndpoint(authorization, signIn, browser, people);
    var endSession =
        new EndSessionEndpoint(
            clients, tokens, stores.clientSessions(), browser, people, pages, clock);
    api.beside(HttpMethod.GET, Addresses.AUTHORIZE, people.handler(authorization::authorize));
    api.beside(HttpMethod.POST, Addresses.AUTHORIZE, people.handler(authorization::authorize));
    api.beside(HttpMethod.POST, Addresses.SIGN_IN, people.handler(signInEndpoint::signIn));
    api.beside(HttpMethod.POST, Addresses.CONSENT, people.handler(authorization::consent));
    api.beside(HttpMethod.GET, Addresses.END_SESSION, people.handler(endSession::endSession));
    api.beside(HttpMethod.POST, Addresses.END_SESSION, people.handler(endSession::endSession));
    api.beside(HttpMethod.GET, Addresses.STYLE, pages::style);
    for (Outside.Choice choice : signIn.outside().choices()) {
      var outside =
          new OutsideEndpoint(
              choice.name(), signIn.outside(), authorization, signInEndpoint, browser, people);
      String back = Outside.back(choice.name());
      api.beside(HttpMethod.GET, choice.path(), people.handler(outside::leave));
      api.beside(HttpMethod.GET, back, people.handler(outside::back));
      api.beside(HttpMethod.POST, back, people.handler(outside::posted));
    }
  }

  private static void document(RoutingContext routing, String json) {
    routing
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "public, max-age=300")
        .putHeader("access-control-allow-origin", "*")
        .end(json);
  }
}

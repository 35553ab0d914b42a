package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.exception.http.WithLocationAction;
import org.pac4j.core.http.callback.NoParameterCallbackUrlResolver;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;
import org.pac4j.oidc.profile.OidcProfile;
import org.pac4j.test.context.MockWebContext;
import org.pac4j.test.context.session.MockSessionStore;

/** Clients that nobody here wrote get along with the provider by what it says of itself. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class ForeignClientsIT {
  private static final String SCOPE = "openid profile email offline_access";

  private static ProviderUnderTest provider;
  private static Vertx vertx;

  @BeforeAll
  static void start(Infrastructure infra) {
    provider = ProviderUnderTest.start(infra);
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    done(vertx.close());
    provider.close();
  }

  @Test
  void theVertxClientSignsSomeoneInRefreshesAndRevokes() throws Exception {
    Client client = provider.thirdParty();
    String email = provider.person();
    OAuth2Auth auth = discover(client);
    String address =
        auth.authorizeURL(
            new OAuth2AuthorizationURL()
                .setRedirectUri(ProviderUnderTest.BACK)
                .setScopes(List.of(SCOPE.split(" ")))
                .setState("s1")
                .setCodeChallenge(
                    CodeChallenge.compute(CodeChallengeMethod.S256, ProviderUnderTest.VERIFIER)
                        .getValue())
                .setCodeChallengeMethod("S256"));
    User user =
        done(
            auth.authenticate(
                new Oauth2Credentials()
                    .setFlow(OAuth2FlowType.AUTH_CODE)
                    .setCode(visit(address, email).answer("code"))
                    .setRedirectUri(ProviderUnderTest.BACK)
                    .setCodeVerifier(ProviderUnderTest.VERIFIER.getValue())));
    assertThat(done(auth.userInfo(user)).getString("email")).isEqualTo(email);

    User refreshed = done(auth.refresh(user));
    assertThat(refreshed.principal().getString("access_token"))
        .isNotEqualTo(user.principal().getString("access_token"));

    done(auth.revoke(refreshed, "refresh_token"));
    assertThatThrownBy(() -> done(auth.refresh(refreshed))).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> done(auth.userInfo(refreshed))).isInstanceOf(ExecutionException.class);
  }

  @Test
  void theVertxClientActsForItself() throws Exception {
    Client service = provider.service(List.of("orders:read", "wallet:read"), List.of());
    User user =
        done(
            discover(service)
                .authenticate(
                    new Oauth2Credentials()
                        .setFlow(OAuth2FlowType.CLIENT)
                        .addScope("orders:read")));
    String token = user.principal().getString("access_token");
    JsonObject told = new JsonObject(provider.introspect(service, token).toString());
    assertThat(told.getBoolean("active")).isTrue();
    assertThat(told.getString("sub")).isEqualTo(service.id());
    assertThat(told.getString("scope")).isEqualTo("orders:read");
  }

  @Test
  void pac4jSignsSomeoneInRefreshesAndSignsOut() {
    Map<String, Object> registration = ProviderUnderTest.registration("client_secret_basic", false);
    registration.put("postLogoutRedirectUris", List.of("https://app.example.test/bye"));
    Client client = provider.register(registration);
    String email = provider.person();
    OidcClient pac4j = pac4j(client);
    MockSessionStore session = new MockSessionStore();
    String address = location(pac4j.getRedirectionAction(call(session, Map.of())).orElseThrow());
    assertThat(address).contains("code_challenge_method=S256", "nonce=", "state=");

    PlainBrowser browser = provider.browser();
    PlainBrowser.Page back = visit(browser, address, email);
    CallContext call =
        call(
            session,
            Map.of(
                "code", back.answer("code"),
                "state", back.answer("state"),
                "iss", back.answer("iss")));
    var credentials =
        pac4j.validateCredentials(call, pac4j.getCredentials(call).orElseThrow()).orElseThrow();
    OidcProfile profile = (OidcProfile) pac4j.getUserProfile(call, credentials).orElseThrow();
    assertThat(profile.getEmail()).isEqualTo(email);
    assertThat(profile.getRefreshToken()).isNotNull();

    OidcProfile renewed = (OidcProfile) pac4j.renewUserProfile(call, profile).orElseThrow();
    assertThat(renewed.getId()).isEqualTo(profile.getId());
    assertThat(renewed.getAccessToken().getValue())
        .isNotEqualTo(profile.getAccessToken().getValue());

    String bye =
        location(
            pac4j.getLogoutAction(call, renewed, "https://app.example.test/bye").orElseThrow());
    assertThat(browser.open(bye).expect(303).location().toString())
        .startsWith("https://app.example.test/bye");
    assertThat(provider.introspect(client, renewed.getAccessToken().getValue()).toString())
        .isEqualTo("{\"active\":false}");
  }

  private static OidcClient pac4j(Client client) {
    OidcConfiguration configuration = new OidcConfiguration();
    configuration.setClientId(client.id());
    configuration.setSecret(client.secret());
    configuration.setDiscoveryURI(provider.issuer + "/.well-known/openid-configuration");
    configuration.setScope(SCOPE);
    configuration.setUseNonce(true);
    // A refreshed id token should have none (OpenID Connect Core 12.2).
    configuration.setUseNonceOnRefresh(false);
    configuration.setPkceMethod(com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod.S256);
    configuration.setClientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    OidcClient pac4j = new OidcClient(configuration);
    pac4j.setCallbackUrl(ProviderUnderTest.BACK);
    pac4j.setCallbackUrlResolver(new NoParameterCallbackUrlResolver());
    pac4j.init();
    return pac4j;
  }

  private static CallContext call(MockSessionStore session, Map<String, String> parameters) {
    MockWebContext web = MockWebContext.create();
    web.addRequestParameters(parameters);
    return new CallContext(web, session);
  }

  private static String location(Object action) {
    return ((WithLocationAction) action).getLocation();
  }

  private static PlainBrowser.Page visit(String address, String email) {
    return visit(provider.browser(), address, email);
  }

  private static PlainBrowser.Page visit(PlainBrowser browser, String address, String email) {
    PlainBrowser.Page consent =
        ProviderUnderTest.signIn(browser, browser.open(address).expect(200), email);
    return browser.submit(consent.expect(200), Map.of("decision", "allow")).expect(303);
  }

  private static OAuth2Auth discover(Client client) throws Exception {
    return done(
        OpenIDConnectAuth.discover(
            vertx,
            new OAuth2Options()
                .setSite(provider.issuer)
                .setClientId(client.id())
                .setClientSecret(client.secret())));
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}

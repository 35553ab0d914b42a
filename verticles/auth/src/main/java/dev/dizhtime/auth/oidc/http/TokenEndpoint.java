package dev.dizhtime.auth.oidc.http;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.auth.oidc.protocol.AuthenticateClient;
import dev.dizhtime.auth.oidc.protocol.ProviderTokens;
import dev.dizhtime.auth.oidc.protocol.Refusal;
import dev.dizhtime.auth.oidc.usecase.ClientGrant;
import dev.dizhtime.auth.oidc.usecase.ClientSessions;
import dev.dizhtime.auth.oidc.usecase.Codes;
import dev.dizhtime.auth.usecase.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tokens for a code, a refresh token, or a client's own credentials. */
public final class TokenEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);

  private final AuthenticateClient clients;
  private final Codes codes;
  private final ClientSessions sessions;
  private final ProviderTokens tokens;
  private final RefreshTokens random;
  private final Clock clock;

  public TokenEndpoint(
      AuthenticateClient clients,
      Codes codes,
      ClientSessions sessions,
      ProviderTokens tokens,
      RefreshTokens random,
      Clock clock) {
    this.clients = clients;
    this.codes = codes;
    this.sessions = sessions;
    this.tokens = tokens;
    this.random = random;
    this.clock = clock;
  }

  /** POST /oauth/token. */
  HTTPResponse answer(HTTPRequest http) throws Exception {
    TokenRequest request = TokenRequest.parse(http);
    OAuthClient client =
        clients.authenticate(request.getClientAuthentication(), request.getClientID());
    return switch (request.getAuthorizationGrant()) {
      case AuthorizationCodeGrant grant ->
          code(allowed(client, GrantKind.AUTHORIZATION_CODE), grant);
      case RefreshTokenGrant grant ->
          refresh(allowed(client, GrantKind.REFRESH_TOKEN), grant, request.getScope());
      case ClientCredentialsGrant _ ->
          service(allowed(client, GrantKind.CLIENT_CREDENTIALS), request.getScope());
      default -> throw new Refusal(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    };
  }

  private static OAuthClient allowed(OAuthClient client, GrantKind grant) throws Refusal {
    if (!client.may(grant)) {
      throw Refusal.of(
          OAuth2Error.UNAUTHORIZED_CLIENT, "the client is not registered for " + grant.wireName());
    }
    return client;
  }

  private HTTPResponse code(OAuthClient client, AuthorizationCodeGrant grant) throws Exception {
    if (grant.getCodeVerifier() == null) {
      throw Refusal.of(OAuth2Error.INVALID_GRANT, "code_verifier is missing");
    }
    String refreshToken = random.next();
    var presented =
        new Codes.Presented(
            random.hash(grant.getAuthorizationCode().getValue()),
            client,
            Optional.ofNullable(grant.getRedirectionURI()).map(URI::toString),
            CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier()).getValue());
    return switch (codes.redeem(presented, random.hash(refreshToken), clock.instant())) {
      case Codes.Redemption.Granted(ClientGrant given, Optional<String> nonce) -> {
        LOG.info("user {} let client {} in", given.account().userId(), client.clientId());
        boolean refreshes = client.refreshes(Set.copyOf(given.scopes()));
        yield answer(client, given, given.scopes(), nonce, refreshes ? refreshToken : null);
      }
      case Codes.Redemption.Refused(String why) -> {
        LOG.warn("a code that client {} presents is refused: {}", client.clientId(), why);
        throw Refusal.of(OAuth2Error.INVALID_GRANT, "the code is not good");
      }
    };
  }

  private HTTPResponse refresh(OAuthClient client, RefreshTokenGrant grant, Scope asked)
      throws Exception {
    Set<String> wanted = asked == null ? Set.of() : new HashSet<>(asked.toStringList());
    String next = random.next();
    try {
      ClientGrant given =
          sessions
              .refresh(
                  random.hash(grant.getRefreshToken().getValue()),
                  random.hash(next),
                  client.clientId(),
                  wanted,
                  clock.instant())
              .orElseThrow(
                  () -> Refusal.of(OAuth2Error.INVALID_GRANT, "the refresh token is not good"));
      List<String> scopes =
          wanted.isEmpty() ? Scopes.inOrder(given.scopes()) : Scopes.inOrder(wanted);
      return answer(client, given, scopes, Optional.empty(), next);
    } catch (ClientSessions.ScopeExceededException e) {
      throw Refusal.of(OAuth2Error.INVALID_SCOPE, e.getMessage());
    }
  }

  private HTTPResponse service(OAuthClient client, Scope asked) throws Refusal {
    Set<String> mine = new HashSet<>(client.scopes());
    mine.removeAll(Scopes.OF_PEOPLE);
    List<String> scopes = Scopes.inOrder(mine);
    if (asked != null && !asked.isEmpty()) {
      if (!mine.containsAll(asked.toStringList())) {
        throw Refusal.of(
            OAuth2Error.INVALID_SCOPE, "the client is not registered for all of these scopes");
      }
      scopes = Scopes.inOrder(asked.toStringList());
    }
    return new AccessTokenResponse(new Tokens(tokens.serviceToken(client, scopes), null))
        .toHTTPResponse();
  }

  private HTTPResponse answer(
      OAuthClient client,
      ClientGrant grant,
      List<String> scopes,
      Optional<String> nonce,
      String refreshToken) {
    BearerAccessToken access = tokens.accessToken(client, grant, scopes);
    RefreshToken refresh = refreshToken == null ? null : new RefreshToken(refreshToken);
    return scopes.contains(Scopes.OPENID)
        ? new OIDCTokenResponse(
                new OIDCTokens(tokens.idToken(grant, scopes, nonce, access), access, refresh))
            .toHTTPResponse()
        : new AccessTokenResponse(new Tokens(access, refresh)).toHTTPResponse();
  }
}

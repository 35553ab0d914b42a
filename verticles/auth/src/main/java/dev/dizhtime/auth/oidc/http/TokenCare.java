package dev.dizhtime.auth.oidc.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.protocol.AuthenticateClient;
import dev.dizhtime.auth.oidc.protocol.ProviderTokens;
import dev.dizhtime.auth.oidc.protocol.Refusal;
import dev.dizhtime.auth.oidc.usecase.ClientSessions;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.auth.usecase.RefreshTokens;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** What clients do about tokens that exist: have them revoked, and ask about them. */
public final class TokenCare {
  private static final ErrorObject UNSUPPORTED_TOKEN_TYPE =
      new ErrorObject(
          "unsupported_token_type",
          "a client's own access token can't be revoked; it ends by itself",
          HTTPResponse.SC_BAD_REQUEST);

  private final AuthenticateClient clients;
  private final ClientSessions sessions;
  private final ProviderTokens tokens;
  private final RefreshTokens hashes;
  private final Clock clock;

  public TokenCare(
      AuthenticateClient clients,
      ClientSessions sessions,
      ProviderTokens tokens,
      RefreshTokens hashes,
      Clock clock) {
    this.clients = clients;
    this.sessions = sessions;
    this.tokens = tokens;
    this.hashes = hashes;
    this.clock = clock;
  }

  /**
   * POST /oauth/revoke (RFC 7009). Either token of a session ends the session. What is not the
   * client's, or not known, is answered the same.
   */
  HTTPResponse revoke(HTTPRequest http) throws Exception {
    TokenRevocationRequest request = TokenRevocationRequest.parse(http);
    OAuthClient client =
        clients.authenticate(request.getClientAuthentication(), request.getClientID());
    String token = request.getToken().getValue();
    sessions.end(client.clientId(), hashes.hash(token), clock.instant());
    Optional<JWTClaimsSet> access = tokens.readAccessToken(token);
    if (access.isPresent() && clientOf(access.get()).equals(Optional.of(client.clientId()))) {
      Optional<UUID> session = ProviderTokens.id(access.get(), AccessTokens.SESSION_CLAIM);
      if (session.isEmpty()) {
        throw new Refusal(UNSUPPORTED_TOKEN_TYPE);
      }
      sessions.end(client.clientId(), session.get(), clock.instant());
    }
    return new HTTPResponse(HTTPResponse.SC_OK);
  }

  /**
   * POST /oauth/introspect (RFC 7662). A client learns about its own tokens; one of ours about all.
   * Everything else is not active, for whatever reason.
   */
  HTTPResponse introspect(HTTPRequest http) throws Exception {
    TokenIntrospectionRequest request = TokenIntrospectionRequest.parse(http);
    if (request.getClientAuthentication() == null) {
      throw Refusal.of(OAuth2Error.INVALID_CLIENT, "a client that can prove who it is may ask");
    }
    OAuthClient client = clients.authenticate(request.getClientAuthentication(), null);
    String token = request.getToken().getValue();
    return tokens
        .readAccessToken(token)
        .filter(claims -> mayKnow(client, clientOf(claims)) && goesOn(claims))
        .map(TokenCare::active)
        .or(() -> refreshToken(client, hashes.hash(token)))
        .orElseGet(() -> new TokenIntrospectionSuccessResponse.Builder(false).build())
        .toHTTPResponse();
  }

  private static boolean mayKnow(OAuthClient client, Optional<UUID> owner) {
    return client.firstParty() || owner.equals(Optional.of(client.clientId()));
  }

  private boolean goesOn(JWTClaimsSet claims) {
    Optional<UUID> session = ProviderTokens.id(claims, AccessTokens.SESSION_CLAIM);
    if (session.isPresent()) {
      return sessions.goesOn(session.get(), clock.instant());
    }
    return clientOf(claims).flatMap(id -> clients.find(new ClientID(id.toString()))).isPresent();
  }

  private static Optional<UUID> clientOf(JWTClaimsSet claims) {
    return ProviderTokens.id(claims, ProviderTokens.CLIENT_CLAIM);
  }

  private static TokenIntrospectionSuccessResponse active(JWTClaimsSet claims) {
    var response =
        new TokenIntrospectionSuccessResponse.Builder(true)
            .tokenType(AccessTokenType.BEARER)
            .subject(new Subject(claims.getSubject()))
            .issuer(new Issuer(claims.getIssuer()))
            .audience(Audience.create(claims.getAudience()))
            .issueTime(claims.getIssueTime())
            .expirationTime(claims.getExpirationTime())
            .jwtID(new JWTID(claims.getJWTID()));
    clientOf(claims).ifPresent(id -> response.clientID(new ClientID(id.toString())));
    scopeOf(claims).ifPresent(response::scope);
    return response.build();
  }

  private static Optional<Scope> scopeOf(JWTClaimsSet claims) {
    try {
      return Optional.ofNullable(claims.getStringClaim(ProviderTokens.SCOPE_CLAIM))
          .map(Scope::parse);
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  private Optional<TokenIntrospectionSuccessResponse> refreshToken(
      OAuthClient client, TokenHash hash) {
    return sessions
        .find(hash, clock.instant())
        .filter(found -> mayKnow(client, Optional.of(found.grant().clientId())))
        .map(
            found ->
                new TokenIntrospectionSuccessResponse.Builder(true)
                    .subject(new Subject(found.grant().account().userId().toString()))
                    .clientID(new ClientID(found.grant().clientId().toString()))
                    .scope(Scope.parse(found.grant().scopes()))
                    .expirationTime(Date.from(found.expiresAt()))
                    .build());
  }
}

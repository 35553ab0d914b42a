package dev.dizhtime.auth.oidc.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.auth.oidc.protocol.ProviderTokens;
import dev.dizhtime.auth.oidc.usecase.ClientGrant;
import dev.dizhtime.auth.oidc.usecase.ClientSessions;
import dev.dizhtime.auth.usecase.AccessTokens;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Says who the person is whom an access token speaks for, as far as its scopes go. */
public final class UserinfoEndpoint {
  private final ProviderTokens tokens;
  private final ClientSessions sessions;
  private final Clock clock;

  public UserinfoEndpoint(ProviderTokens tokens, ClientSessions sessions, Clock clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** GET or POST /oauth/userinfo. */
  HTTPResponse answer(HTTPRequest http) {
    UserInfoRequest request;
    try {
      request = UserInfoRequest.parse(http);
    } catch (ParseException e) {
      return refused(
          e.getErrorObject() instanceof BearerTokenError error
              ? error
              : BearerTokenError.MISSING_TOKEN);
    }
    Optional<JWTClaimsSet> claims = tokens.readAccessToken(request.getAccessToken().getValue());
    // A session that has ended is noticed here before its last token ends.
    Optional<ClientGrant> grant =
        claims
            .flatMap(each -> ProviderTokens.id(each, AccessTokens.SESSION_CLAIM))
            .flatMap(id -> sessions.find(id, clock.instant()));
    if (grant.isEmpty()) {
      return refused(BearerTokenError.INVALID_TOKEN);
    }
    List<String> scopes =
        List.of(String.valueOf(claims.get().getClaim(ProviderTokens.SCOPE_CLAIM)).split(" "));
    if (!scopes.contains(Scopes.OPENID)) {
      return refused(BearerTokenError.INSUFFICIENT_SCOPE);
    }
    UserInfo info = new UserInfo(new Subject(grant.get().account().userId().toString()));
    ProviderTokens.profile(grant.get().account(), scopes).forEach(info::setClaim);
    return new UserInfoSuccessResponse(info).toHTTPResponse();
  }

  private static HTTPResponse refused(BearerTokenError error) {
    return new UserInfoErrorResponse(error).toHTTPResponse();
  }
}

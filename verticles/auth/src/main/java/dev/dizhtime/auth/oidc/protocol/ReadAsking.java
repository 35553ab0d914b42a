package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.model.Scopes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads authorization requests, and says what is wrong with those that are not good. */
public final class ReadAsking {
  /** A SHA-256 in base64url. */
  private static final int CHALLENGE_LENGTH = 43;

  private final AuthenticateClient clients;

  public ReadAsking(AuthenticateClient clients) {
    this.clients = clients;
  }

  /** What the parameters of a request ask for. */
  public Asking read(Map<String, List<String>> parameters) {
    AuthorizationRequest request;
    try {
      request = parse(parameters);
    } catch (ParseException e) {
      return clients
          .find(e.getClientID())
          .filter(client -> registered(client, e.getRedirectionURI()))
          .<Asking>map(_ -> new Asking.TellClient(e.getRedirectionURI(), error(e), e.getState()))
          .orElseGet(() -> new Asking.TellPerson("error.request"));
    }
    Optional<OAuthClient> client = clients.find(request.getClientID());
    if (client.isEmpty()) {
      return new Asking.TellPerson("error.client");
    }
    if (!registered(client.get(), request.getRedirectionURI())) {
      return new Asking.TellPerson("error.redirect");
    }
    ErrorObject error = error(request, client.get());
    return error == null
        ? new Asking.Good(request, client.get(), Scopes.inOrder(request.getScope().toStringList()))
        : new Asking.TellClient(request.getRedirectionURI(), error, request.getState());
  }

  private static AuthorizationRequest parse(Map<String, List<String>> parameters)
      throws ParseException {
    AuthorizationRequest request = AuthorizationRequest.parse(parameters);
    return request.getScope() != null && request.getScope().contains(Scopes.OPENID)
        ? AuthenticationRequest.parse(parameters)
        : request;
  }

  /** Character by character: whatever else compares loosely has been abused. */
  private static boolean registered(OAuthClient client, URI redirectUri) {
    return redirectUri != null && client.redirectUris().contains(redirectUri.toString());
  }

  private static ErrorObject error(ParseException e) {
    return e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject();
  }

  private static ErrorObject error(AuthorizationRequest request, OAuthClient client) {
    if (!client.may(GrantKind.AUTHORIZATION_CODE)) {
      return OAuth2Error.UNAUTHORIZED_CLIENT;
    }
    if (request.getRequestObject() != null) {
      return OAuth2Error.REQUEST_NOT_SUPPORTED;
    }
    if (request.getRequestURI() != null) {
      return OAuth2Error.REQUEST_URI_NOT_SUPPORTED;
    }
    if (!ResponseType.CODE.equals(request.getResponseType())) {
      return OAuth2Error.UNSUPPORTED_RESPONSE_TYPE;
    }
    if (request.getResponseMode() != null
        && !ResponseMode.QUERY.equals(request.getResponseMode())) {
      return OAuth2Error.INVALID_REQUEST.setDescription("response_mode must be query");
    }
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
        || request.getCodeChallenge().getValue().length() != CHALLENGE_LENGTH) {
      return OAuth2Error.INVALID_REQUEST.setDescription(
          "code_challenge with code_challenge_method S256 is needed");
    }
    boolean known =
        request.getScope() != null
            && !request.getScope().isEmpty()
            && client.scopes().containsAll(request.getScope().toStringList());
    return known ? null : OAuth2Error.INVALID_SCOPE;
  }
}

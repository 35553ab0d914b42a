package dev.dizhtime.auth.oidc.http;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.protocol.Asking;
import dev.dizhtime.auth.oidc.protocol.AuthenticateClient;
import dev.dizhtime.auth.oidc.protocol.ReadAsking;
import dev.dizhtime.auth.oidc.protocol.Refusal;
import dev.dizhtime.auth.oidc.usecase.PushedRequests;
import dev.dizhtime.auth.usecase.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a client's request for a code from the client itself (RFC 9126), so that nothing of it
 * travels through a browser but a name that is good once, for a minute. It is refused here for
 * whatever it would be refused for there.
 */
final class PushedRequestEndpoint {
  private static final String NAMES = "urn:ietf:params:oauth:request_uri:";

  /** What a client proves itself with is for us, not for the browser. */
  private static final List<String> PROOFS =
      List.of("client_secret", "client_assertion", "client_assertion_type");

  private final AuthenticateClient clients;
  private final ReadAsking reading;
  private final PushedRequests pushed;
  private final RefreshTokens random;
  private final Clock clock;

  PushedRequestEndpoint(
      AuthenticateClient clients, PushedRequests pushed, RefreshTokens random, Clock clock) {
    this.clients = clients;
    this.reading = new ReadAsking(clients);
    this.pushed = pushed;
    this.random = random;
    this.clock = clock;
  }

  /** POST /oauth/par. */
  HTTPResponse push(HTTPRequest http) throws Exception {
    PushedAuthorizationRequest push = PushedAuthorizationRequest.parse(http);
    AuthorizationRequest request = push.getAuthorizationRequest();
    OAuthClient client =
        clients.authenticate(push.getClientAuthentication(), request.getClientID());
    Map<String, List<String>> parameters = new LinkedHashMap<>(request.toParameters());
    PROOFS.forEach(parameters::remove);
    switch (reading.read(parameters)) {
      case Asking.Good good when good.client().clientId().equals(client.clientId()) -> {}
      case Asking.Good _ ->
          throw Refusal.of(OAuth2Error.INVALID_REQUEST, "client_id is of another client");
      case Asking.TellClient refused -> throw new Refusal(refused.error());
      case Asking.TellPerson _ ->
          throw Refusal.of(OAuth2Error.INVALID_REQUEST, "redirect_uri is not registered");
    }
    String name = random.next();
    pushed.add(
        random.hash(name),
        client.clientId(),
        URLUtils.serializeParameters(parameters),
        clock.instant());
    return new PushedAuthorizationSuccessResponse(
            URI.create(NAMES + name), PushedRequests.LIFETIME.toSeconds())
        .toHTTPResponse();
  }

  /** Whether parameters name a request that was pushed, instead of having one. */
  static boolean isNamed(Map<String, List<String>> parameters) {
    return first(parameters, "request_uri").filter(uri -> uri.startsWith(NAMES)).isPresent();
  }

  /** The request that parameters name; empty when there is none of that client. It is over now. */
  Optional<Map<String, List<String>>> named(Map<String, List<String>> parameters) {
    String name = first(parameters, "request_uri").orElseThrow().substring(NAMES.length());
    return first(parameters, "client_id")
        .map(ClientID::new)
        .flatMap(clients::find)
        .flatMap(client -> pushed.take(random.hash(name), client.clientId(), clock.instant()))
        .map(URLUtils::parseParameters);
  }

  private static Optional<String> first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().filter(v -> !v.isBlank()).findFirst();
  }
}

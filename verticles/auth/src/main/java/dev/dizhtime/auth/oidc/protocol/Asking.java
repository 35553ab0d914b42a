package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a browser brings to the authorization endpoint. */
public sealed interface Asking {
  /**
   * A good request of a registered client.
   *
   * @param scopes at least one, all of which the client is registered for
   */
  record Good(AuthorizationRequest request, OAuthClient client, List<String> scopes)
      implements Asking {
    /** Where the answer goes. */
    public URI redirectUri() {
      return request.getRedirectionURI();
    }

    /** Whether it asks for this prompt. */
    public boolean prompts(Prompt.Type type) {
      return request.getPrompt() != null && request.getPrompt().contains(type);
    }

    /** The oldest sign-in that will do, in seconds; empty when any will. */
    public Optional<Integer> maxAgeSeconds() {
      return request instanceof AuthenticationRequest openid && openid.getMaxAge() >= 0
          ? Optional.of(openid.getMaxAge())
          : Optional.empty();
    }

    /** What is to come back in the id token. */
    public Optional<String> nonce() {
      return request instanceof AuthenticationRequest openid
          ? Optional.ofNullable(openid.getNonce()).map(Nonce::getValue)
          : Optional.empty();
    }

    /** The refusal that the client is told of. */
    public TellClient refusedWith(ErrorObject error) {
      return new TellClient(redirectUri(), error, request.getState());
    }
  }

  /** It is refused, and the client is told, at an address that it has registered. */
  record TellClient(URI redirectUri, ErrorObject error, State state) implements Asking {
    /** Where the browser is sent. */
    public URI address(String issuer) {
      return new AuthorizationErrorResponse(
              redirectUri, error, state, new Issuer(issuer), ResponseMode.QUERY)
          .toURI();
    }
  }

  /** It is refused, and nobody but the person can be told: no address can be trusted. */
  record TellPerson(String why) implements Asking {}
}

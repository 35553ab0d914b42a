package dev.dizhtime.auth.oidc.outside;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Set;

/** Speaks to an outside provider: where people are sent, and who they are when they come back. */
final class AskOutside {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final Fetch fetch;
  private final OutsideDirectory directory;
  private final Clock clock;

  AskOutside(Fetch fetch, Clock clock) {
    this.fetch = fetch;
    this.directory = new OutsideDirectory(fetch, clock);
    this.clock = clock;
  }

  /** Where a browser is sent. */
  URI address(OutsideProvider provider, URI back, String state, String nonce, CodeVerifier verifier)
      throws IOException, GeneralException {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, provider.scope(), provider.clientId(), back)
        .endpointURI(directory.of(provider).metadata().getAuthorizationEndpointURI())
        .state(new State(state))
        .nonce(new Nonce(nonce))
        .codeChallenge(verifier, CodeChallengeMethod.S256)
        .responseMode(provider.mode())
        .build()
        .toURI();
  }

  /**
   * Who came back with a code.
   *
   * @throws IOException when the provider does not answer
   * @throws GeneralException when it refuses, or its answer can't be believed
   */
  IDTokenClaimsSet redeem(
      OutsideProvider provider, URI back, String code, OutsideSignIns.SignIn signIn)
      throws IOException, GeneralException {
    TokenRequest request =
        new TokenRequest.Builder(
                directory.of(provider).metadata().getTokenEndpointURI(),
                new ClientSecretPost(provider.clientId(), provider.secret(clock.instant())),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), back, new CodeVerifier(signIn.verifier())))
            .build();
    var answer = OIDCTokenResponseParser.parse(fetch.send(request.toHTTPRequest()));
    if (!(answer instanceof OIDCTokenResponse good)) {
      throw new GeneralException(
          provider.name() + " refuses: " + answer.toErrorResponse().getErrorObject());
    }
    JWT idToken = good.getOIDCTokens().getIDToken();
    Nonce nonce = new Nonce(signIn.nonce());
    try {
      return validate(provider, directory.of(provider), idToken, nonce);
    } catch (GeneralException _) {
      // It may be signed by a key that is newer than those we know.
      return validate(provider, directory.anew(provider), idToken, nonce);
    }
  }

  private static IDTokenClaimsSet validate(
      OutsideProvider provider, OutsideDirectory.Known known, JWT idToken, Nonce nonce)
      throws GeneralException {
    var keys =
        new JWSVerificationKeySelector<SecurityContext>(
            ALGORITHMS, new ImmutableJWKSet<>(known.keys()));
    try {
      return new IDTokenValidator(provider.issuer(), provider.clientId(), keys, null)
          .validate(idToken, nonce);
    } catch (BadJOSEException | JOSEException e) {
      throw new GeneralException(provider.name() + "'s id token is not good: " + e.getMessage(), e);
    }
  }
}

package dev.dizhtime.auth.oidc.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.ExpendedJTIChecker;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.auth.verifier.PKIClientX509CertificateBindingVerifier;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import dev.dizhtime.auth.oidc.model.ClientProof;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.usecase.Clients;
import dev.dizhtime.auth.usecase.RefreshTokens;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which client sends a request, by the one proof that it is registered with. */
public final class AuthenticateClient {
  /** An assertion may be good for this long, which bounds what we remember of used ones. */
  public static final int MAX_ASSERTION_SECONDS = 300;

  /** What assertions may be signed with. */
  public static final List<JWSAlgorithm> ALGORITHMS =
      List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

  private static final Logger LOG = LoggerFactory.getLogger(AuthenticateClient.class);

  private final Clients clients;
  private final RefreshTokens hashes;
  private final RemoteKeys remoteKeys;
  private final ClientAuthenticationVerifier<OAuthClient> assertions;

  public AuthenticateClient(
      Clients clients, RefreshTokens hashes, Addresses addresses, RemoteKeys remoteKeys) {
    this.clients = clients;
    this.hashes = hashes;
    this.remoteKeys = remoteKeys;
    this.assertions =
        new ClientAuthenticationVerifier<>(
            new RegisteredKeys(),
            (PKIClientX509CertificateBindingVerifier<OAuthClient>) null,
            Set.of(
                new Audience(addresses.issuer()),
                new Audience(addresses.of(Addresses.TOKEN)),
                new Audience(addresses.of(Addresses.PUSH)),
                new Audience(addresses.of(Addresses.REVOKE)),
                new Audience(addresses.of(Addresses.INTROSPECT))),
            JWTAudienceCheck.LEGACY,
            new UsedOnce(),
            MAX_ASSERTION_SECONDS);
  }

  /**
   * The client that sent a request.
   *
   * @param proof what the request carries; null for none
   * @param clientId what a client without proof says it is; null when it says nothing
   * @throws Refusal invalid_client, whatever is wrong
   */
  public OAuthClient authenticate(ClientAuthentication proof, ClientID clientId) throws Refusal {
    ClientID claimed = proof == null ? clientId : proof.getClientID();
    OAuthClient client = find(claimed).orElseThrow(() -> refused("the client is not known"));
    String complaint = complaint(client, proof);
    if (complaint != null) {
      LOG.warn("client {} is refused: {}", client.clientId(), complaint);
      throw refused("the client did not prove who it is");
    }
    return client;
  }

  /** The client of an id, written as we write it. */
  public Optional<OAuthClient> find(ClientID clientId) {
    if (clientId == null) {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(clientId.getValue());
      return id.toString().equals(clientId.getValue()) ? clients.find(id) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private String complaint(OAuthClient client, ClientAuthentication proof) {
    ClientProof wanted = client.proof();
    if (proof == null) {
      return wanted == ClientProof.NONE ? null : "it sent no proof";
    }
    if (!wanted.wireName().equals(proof.getMethod().getValue())) {
      return "it proves itself by " + proof.getMethod() + ", not as registered";
    }
    if (proof instanceof PlainClientSecret given) {
      return client
              .secretHash()
              .filter(hash -> hash.equals(hashes.hash(given.getClientSecret().getValue())))
              .isPresent()
          ? null
          : "its secret is another";
    }
    return assertionComplaint(client, proof);
  }

  private String assertionComplaint(OAuthClient client, ClientAuthentication proof) {
    if (!(proof instanceof PrivateKeyJWT jwt)
        || !ALGORITHMS.contains(jwt.getClientAssertion().getHeader().getAlgorithm())) {
      return "its assertion is signed in a way that we do not take";
    }
    if (jwt.getJWTAuthenticationClaimsSet().getJWTID() == null) {
      return "its assertion has no jti";
    }
    Context<OAuthClient> context = new Context<>();
    context.set(client);
    try {
      assertions.verify(proof, null, context);
      return null;
    } catch (InvalidClientException | JOSEException | UsedAgainException e) {
      return e.getMessage();
    }
  }

  private static Refusal refused(String description) {
    return Refusal.of(OAuth2Error.INVALID_CLIENT, description);
  }

  private JWKSet keys(OAuthClient client, boolean anew) throws ParseException {
    return client.jwksUri().isPresent()
        ? remoteKeys.find(client.jwksUri().get(), anew)
        : JWKSet.parse(client.jwks().orElseThrow());
  }

  /** The keys that a client registered, or keeps at an address; there are no shared ones. */
  private final class RegisteredKeys implements ClientCredentialsSelector<OAuthClient> {
    @Override
    public List<Secret> selectClientSecrets(
        ClientID id, ClientAuthenticationMethod method, Context<OAuthClient> context) {
      return List.of();
    }

    @Override
    public List<? extends PublicKey> selectPublicKeys(
        ClientID id,
        ClientAuthenticationMethod method,
        JWSHeader header,
        boolean forceRefresh,
        Context<OAuthClient> context)
        throws InvalidClientException {
      OAuthClient client = context.get();
      List<PublicKey> known = matching(client, header, forceRefresh);
      // A key with an id that nobody knows is maybe a new one.
      return known.isEmpty() && client.jwksUri().isPresent() && !forceRefresh
          ? matching(client, header, true)
          : known;
    }

    private List<PublicKey> matching(OAuthClient client, JWSHeader header, boolean anew) {
      try {
        List<PublicKey> matching = new ArrayList<>();
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        for (JWK key : new JWKSelector(matcher).select(keys(client, anew))) {
          matching.add(((AsymmetricJWK) key).toPublicKey());
        }
        return matching;
      } catch (ParseException | JOSEException e) {
        throw new IllegalStateException("registered keys can be read", e);
      }
    }
  }

  /** Of two uses of an assertion, the second finds the first in the database. */
  private final class UsedOnce implements ExpendedJTIChecker<OAuthClient> {
    @Override
    public boolean isExpended(
        JWTID id,
        ClientID client,
        ClientAuthenticationMethod method,
        Context<OAuthClient> context) {
      return false;
    }

    @Override
    public void markExpended(
        JWTID id,
        Date expiresAt,
        ClientID client,
        ClientAuthenticationMethod method,
        Context<OAuthClient> context) {
      if (!clients.firstUse(
          context.get().clientId(), hashes.hash(id.getValue()), expiresAt.toInstant())) {
        throw new UsedAgainException();
      }
    }
  }

  private static final class UsedAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsedAgainException() {
      super("its assertion was used before", null, false, false);
    }
  }
}

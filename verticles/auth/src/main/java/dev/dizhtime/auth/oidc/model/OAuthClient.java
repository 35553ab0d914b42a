package dev.dizhtime.auth.oidc.model;

import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.TokenHash;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A program that acts for people, or for itself.
 *
 * @param clientId random, and the {@code sub} of tokens that it gets for itself
 * @param secretHash there when it proves itself by a secret
 * @param jwks its public keys as a JWK set, when it signs assertions and told us them
 * @param jwksUri where its public keys are, when it signs assertions and told us the address
 * @param firstParty whether it is ours, so that nobody is asked for consent
 * @param redirectUris where browsers may be sent with a code; compared character by character
 * @param roles what its own tokens may be; those of people have the people's roles
 * @param version one more with each change; the first is 1
 */
public record OAuthClient(
    UUID clientId,
    String name,
    ClientProof proof,
    Optional<TokenHash> secretHash,
    Optional<String> jwks,
    Optional<URI> jwksUri,
    boolean firstParty,
    Set<String> redirectUris,
    Set<String> postLogoutRedirectUris,
    Set<GrantKind> grants,
    Set<String> scopes,
    Set<AccountRole> roles,
    Instant registeredAt,
    long version) {
  /** The longest name. */
  public static final int MAX_NAME_LENGTH = 80;

  /** Redirect URIs of one kind. */
  public static final int MAX_URIS = 20;

  /** Clients in all. */
  public static final int MAX_CLIENTS = 1_000;

  public OAuthClient {
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
    grants = Set.copyOf(grants);
    scopes = Set.copyOf(scopes);
    roles = Set.copyOf(roles);
  }

  /** The same with what may be changed about a client; what it is stays. */
  public OAuthClient with(
      String newName,
      Optional<String> newJwks,
      Optional<URI> newJwksUri,
      Set<String> newRedirectUris,
      Set<String> newPostLogoutRedirectUris,
      Set<String> newScopes) {
    return new OAuthClient(
        clientId,
        newName,
        proof,
        secretHash,
        newJwks,
        newJwksUri,
        firstParty,
        newRedirectUris,
        newPostLogoutRedirectUris,
        grants,
        newScopes,
        roles,
        registeredAt,
        version + 1);
  }

  /** Whether it may get tokens in that way. */
  public boolean may(GrantKind grant) {
    return grants.contains(grant);
  }

  /**
   * Whether it gets a refresh token with these scopes. Others ask for it, so that people see it.
   */
  public boolean refreshes(Set<String> granted) {
    return may(GrantKind.REFRESH_TOKEN) && (firstParty || granted.contains(Scopes.OFFLINE_ACCESS));
  }
}

package dev.dizhtime.auth.oidc.model;

import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.TokenHash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A program that acts for people, or for itself.
 *
 * @param clientId random, and the {@code sub} of tokens that it gets for itself
 * @param secretHash there when it proves itself by a secret
 * @param jwks its public keys as a JWK set, when it signs assertions
 * @param firstParty whether it is ours, so that nobody is asked for consent
 * @param redirectUris where browsers may be sent with a code; compared character by character
 * @param roles what its own tokens may be; those of people have the people's roles
 */
public record OAuthClient(
    UUID clientId,
    String name,
    ClientProof proof,
    Optional<TokenHash> secretHash,
    Optional<String> jwks,
    boolean firstParty,
    Set<String> redirectUris,
    Set<String> postLogoutRedirectUris,
    Set<GrantKind> grants,
    Set<String> scopes,
    Set<AccountRole> roles,
    Instant registeredAt) {
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

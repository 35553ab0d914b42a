package dev.dizhtime.runtime.security;

import java.util.Set;

/**
 * What a token says that was given to a client (OAuth 2.0), rather than to a person at log-in. Such
 * a token reaches only operations of which it has a scope.
 *
 * @param clientId who was given it
 * @param scopes what it may be used for
 * @param itself whether the client acts for itself: the caller is the client then, and no person
 */
public record Delegation(String clientId, Set<String> scopes, boolean itself) {
  /** The scope of our own clients, with which they do all that the person may do. */
  public static final String EVERYTHING = "api";

  public Delegation {
    scopes = Set.copyOf(scopes);
  }

  /** Whether an operation that takes one of these scopes may be called. */
  public boolean reaches(Set<String> taken) {
    return (!itself && scopes.contains(EVERYTHING)) || taken.stream().anyMatch(scopes::contains);
  }
}

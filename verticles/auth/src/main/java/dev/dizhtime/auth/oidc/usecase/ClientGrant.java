package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.Account;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a client may do for someone, as long as its session goes on.
 *
 * @param authenticatedAt when the person last showed who they are
 */
public record ClientGrant(
    UUID clientId, UUID sessionId, Account account, List<String> scopes, Instant authenticatedAt) {
  public ClientGrant {
    scopes = List.copyOf(scopes);
  }
}

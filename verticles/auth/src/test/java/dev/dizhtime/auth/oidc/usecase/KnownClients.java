package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The clients that a test names: takes every other, and keeps none. */
public record KnownClients(List<OAuthClient> all) implements Clients {
  @Override
  public boolean add(OAuthClient client, UserId registeredBy) {
    return true;
  }

  @Override
  public boolean change(OAuthClient changed, UserId changedBy, Instant now) {
    return true;
  }

  @Override
  public Optional<OAuthClient> find(UUID clientId) {
    return all.stream().filter(each -> each.clientId().equals(clientId)).findFirst();
  }

  @Override
  public boolean remove(UUID clientId, UserId removedBy) {
    return false;
  }

  @Override
  public boolean firstUse(UUID clientId, TokenHash assertionId, Instant expiresAt) {
    return true;
  }
}

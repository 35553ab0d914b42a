package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.contracts.UserId;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Changes what may be changed about a client. */
public final class ChangeClient {
  private final Clients clients;
  private final Clock clock;

  public ChangeClient(Clients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** How it is to be from now on. */
  public record Change(
      String name,
      Optional<String> jwks,
      Optional<String> jwksUri,
      Set<String> redirectUris,
      Set<String> postLogoutRedirectUris,
      Set<String> scopes) {}

  /** What comes of it. */
  public sealed interface Outcome {
    /** So it is now. */
    record Changed(OAuthClient client) implements Outcome {}

    /** It can't be, because of this field. */
    record Refused(String field, String why) implements Outcome {}

    /** Somebody has changed it meanwhile. */
    record Stale(long presentVersion) implements Outcome {}

    /** There is no such client. */
    record Unknown() implements Outcome {}
  }

  /**
   * Changes it, or says why not.
   *
   * @param seen the version that the caller has seen; empty for whichever there is
   */
  public Outcome change(UUID clientId, OptionalLong seen, Change change, UserId by)
      throws Exception {
    Optional<OAuthClient> found = clients.find(clientId);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    OAuthClient client = found.get();
    if (seen.isPresent() && seen.getAsLong() != client.version()) {
      return new Outcome.Stale(client.version());
    }
    Optional<RegisterClient.Outcome.Refused> complaint =
        RegisterClient.complaint(wanted(client, change));
    if (complaint.isPresent()) {
      return new Outcome.Refused(complaint.get().field(), complaint.get().why());
    }
    OAuthClient changed =
        client.with(
            change.name().strip(),
            change.jwks(),
            change.jwksUri().map(URI::create),
            change.redirectUris(),
            change.postLogoutRedirectUris(),
            change.scopes());
    return clients.change(changed, by, clock.instant())
        ? new Outcome.Changed(changed)
        : clients
            .find(clientId)
            .<Outcome>map(now -> new Outcome.Stale(now.version()))
            .orElseGet(Outcome.Unknown::new);
  }

  private static RegisterClient.Wanted wanted(OAuthClient client, Change change) {
    return new RegisterClient.Wanted(
        change.name(),
        client.proof(),
        change.jwks(),
        change.jwksUri(),
        client.firstParty(),
        change.redirectUris(),
        change.postLogoutRedirectUris(),
        client.grants(),
        change.scopes(),
        client.roles());
  }
}

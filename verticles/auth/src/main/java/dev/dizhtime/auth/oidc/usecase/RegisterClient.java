package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.oidc.model.ClientProof;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.model.KeyAddress;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.model.RedirectUri;
import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Registers a client. */
public final class RegisterClient {
  private final Clients clients;
  private final RefreshTokens random;
  private final Clock clock;

  public RegisterClient(Clients clients, RefreshTokens random, Clock clock) {
    this.clients = clients;
    this.random = random;
    this.clock = clock;
  }

  /** What is wanted. */
  public record Wanted(
      String name,
      ClientProof proof,
      Optional<String> jwks,
      Optional<String> jwksUri,
      boolean firstParty,
      Set<String> redirectUris,
      Set<String> postLogoutRedirectUris,
      Set<GrantKind> grants,
      Set<String> scopes,
      Set<AccountRole> roles) {}

  /** What comes of it. */
  public sealed interface Outcome {
    /** Here it is; the secret is told once. */
    record Registered(OAuthClient client, Optional<String> secret) implements Outcome {}

    /** It can't be, because of this field. */
    record Refused(String field, String why) implements Outcome {}

    /** There are as many as may be. */
    record Full() implements Outcome {}
  }

  /** Registers it, or says why not. */
  public Outcome register(Wanted wanted, UserId by) throws Exception {
    Optional<Outcome.Refused> complaint = complaint(wanted);
    if (complaint.isPresent()) {
      return complaint.get();
    }
    Optional<String> secret =
        wanted.proof().isSecret() ? Optional.of(random.next()) : Optional.empty();
    OAuthClient client =
        new OAuthClient(
            UUID.randomUUID(),
            wanted.name().strip(),
            wanted.proof(),
            secret.map(random::hash),
            wanted.jwks(),
            wanted.jwksUri().map(URI::create),
            wanted.firstParty(),
            wanted.redirectUris(),
            wanted.postLogoutRedirectUris(),
            wanted.grants(),
            wanted.scopes(),
            wanted.roles(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            1);
    return clients.add(client, by) ? new Outcome.Registered(client, secret) : new Outcome.Full();
  }

  static Optional<Outcome.Refused> complaint(Wanted wanted) {
    return Optional.ofNullable(name(wanted.name()))
        .or(() -> uris("redirectUris", wanted.redirectUris()))
        .or(() -> uris("postLogoutRedirectUris", wanted.postLogoutRedirectUris()))
        .or(() -> Optional.ofNullable(grants(wanted)))
        .or(() -> Optional.ofNullable(keys(wanted)))
        .or(() -> Optional.ofNullable(scopes(wanted)));
  }

  /** People read it when they are asked for consent, so it must be what it looks like. */
  private static Outcome.Refused name(String name) {
    try {
      DisplayName.of(name);
      return null;
    } catch (IllegalArgumentException e) {
      return new Outcome.Refused("name", e.getMessage());
    }
  }

  private static Optional<Outcome.Refused> uris(String field, Set<String> uris) {
    return uris.stream()
        .map(uri -> RedirectUri.complaint(uri).map(why -> new Outcome.Refused(field, why)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Outcome.Refused grants(Wanted wanted) {
    boolean code = wanted.grants().contains(GrantKind.AUTHORIZATION_CODE);
    boolean itself = wanted.grants().contains(GrantKind.CLIENT_CREDENTIALS);
    if (code == wanted.redirectUris().isEmpty()) {
      return new Outcome.Refused(
          "redirectUris", "are needed for authorization_code, and for nothing else");
    }
    if (wanted.grants().contains(GrantKind.REFRESH_TOKEN) && !code) {
      return new Outcome.Refused("grants", "refresh_token is of use with authorization_code only");
    }
    if (itself && wanted.proof() == ClientProof.NONE) {
      return new Outcome.Refused("grants", "client_credentials needs a client that proves itself");
    }
    return !itself && !wanted.roles().isEmpty()
        ? new Outcome.Refused("roles", "are of use with client_credentials only")
        : null;
  }

  private static Outcome.Refused keys(Wanted wanted) {
    if (wanted.jwks().isPresent() && wanted.jwksUri().isPresent()) {
      return new Outcome.Refused("jwksUri", "may not be there beside jwks");
    }
    boolean told = wanted.jwks().isPresent() || wanted.jwksUri().isPresent();
    if ((wanted.proof() == ClientProof.PRIVATE_KEY_JWT) != told) {
      return new Outcome.Refused(
          "jwks", "or jwksUri is needed for private_key_jwt, and for nothing else");
    }
    return wanted
        .jwksUri()
        .flatMap(KeyAddress::complaint)
        .map(why -> new Outcome.Refused("jwksUri", why))
        .orElse(null);
  }

  private static Outcome.Refused scopes(Wanted wanted) {
    if (!Scopes.ALL.containsAll(wanted.scopes())) {
      return new Outcome.Refused("scopes", "must be among " + Scopes.ALL);
    }
    return wanted.scopes().contains(Scopes.API) && !wanted.firstParty()
        ? new Outcome.Refused("scopes", "api is for our own clients only")
        : null;
  }
}

package dev.dizhtime.auth.oidc.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.oidc.model.ClientProof;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.auth.oidc.protocol.ClientKeys;
import dev.dizhtime.auth.oidc.usecase.ChangeClient;
import dev.dizhtime.auth.oidc.usecase.Clients;
import dev.dizhtime.auth.oidc.usecase.RegisterClient;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.IfMatch;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What admins do about clients. */
public final class ClientsHttp {
  private static final Logger LOG = LoggerFactory.getLogger(ClientsHttp.class);

  private final RegisterClient register;
  private final ChangeClient change;
  private final Clients clients;

  public ClientsHttp(RegisterClient register, ChangeClient change, Clients clients) {
    this.register = register;
    this.change = change;
    this.clients = clients;
  }

  private record Registration(
      String name,
      String authentication,
      Map<String, Object> jwks,
      String jwksUri,
      boolean firstParty,
      Set<String> redirectUris,
      Set<String> postLogoutRedirectUris,
      Set<String> grants,
      Set<String> scopes,
      Set<String> roles) {
    RegisterClient.Wanted wanted() {
      return new RegisterClient.Wanted(
          name,
          ClientProof.valueOf(authentication.toUpperCase(Locale.ROOT)),
          Optional.ofNullable(jwks).map(ClientKeys::of),
          Optional.ofNullable(jwksUri),
          firstParty,
          orNone(redirectUris),
          orNone(postLogoutRedirectUris),
          grants.stream()
              .map(grant -> GrantKind.valueOf(grant.toUpperCase(Locale.ROOT)))
              .collect(Collectors.toSet()),
          orNone(scopes),
          orNone(roles).stream().map(AccountRole::of).collect(Collectors.toSet()));
    }
  }

  private record Changing(
      String name,
      Map<String, Object> jwks,
      String jwksUri,
      Set<String> redirectUris,
      Set<String> postLogoutRedirectUris,
      Set<String> scopes) {
    ChangeClient.Change change() {
      return new ChangeClient.Change(
          name,
          Optional.ofNullable(jwks).map(ClientKeys::of),
          Optional.ofNullable(jwksUri),
          orNone(redirectUris),
          orNone(postLogoutRedirectUris),
          orNone(scopes));
    }
  }

  private static Set<String> orNone(Set<String> values) {
    return values == null ? Set.of() : values;
  }

  /** Never prints. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ClientBody(
      UUID clientId,
      String clientSecret,
      String name,
      String authentication,
      String jwksUri,
      boolean firstParty,
      List<String> redirectUris,
      List<String> postLogoutRedirectUris,
      List<String> grants,
      List<String> scopes,
      List<String> roles,
      Instant registeredAt) {
    static ClientBody of(OAuthClient client, String secret) {
      return new ClientBody(
          client.clientId(),
          secret,
          client.name(),
          client.proof().wireName(),
          client.jwksUri().map(URI::toString).orElse(null),
          client.firstParty(),
          client.redirectUris().stream().sorted().toList(),
          client.postLogoutRedirectUris().stream().sorted().toList(),
          client.grants().stream().sorted().map(GrantKind::wireName).toList(),
          Scopes.inOrder(client.scopes()),
          client.roles().stream().sorted().map(AccountRole::wireName).toList(),
          client.registeredAt());
    }

    @Override
    public String toString() {
      return "ClientBody[***]";
    }
  }

  private record ClientList(List<ClientBody> items) {}

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("registerClient", this::register)
        .operation("listClients", this::list)
        .operation("getClient", this::get)
        .operation("changeClient", this::change)
        .operation("removeClient", this::remove);
  }

  private Reply register(Call call) throws Exception {
    Registration registration = call.body(Registration.class);
    RegisterClient.Wanted wanted;
    try {
      wanted = registration.wanted();
    } catch (IllegalArgumentException e) {
      throw Problem.unacceptable("jwks", e.getMessage()).exception();
    }
    return switch (register.register(wanted, call.caller().userId())) {
      case RegisterClient.Outcome.Registered(OAuthClient client, Optional<String> secret) -> {
        LOG.warn("admin {} registers client {}", call.caller().userId(), client.clientId());
        yield Reply.created(
                "/api/auth/clients/" + client.clientId(),
                ClientBody.of(client, secret.orElse(null)))
            .with("etag", IfMatch.tag(client.version()))
            .with("cache-control", "no-store");
      }
      case RegisterClient.Outcome.Refused(String field, String why) ->
          throw Problem.unacceptable(field, why).exception();
      case RegisterClient.Outcome.Full _ ->
          throw Problem.conflict(
                  "clients-full", "There are " + OAuthClient.MAX_CLIENTS + " clients already")
              .exception();
    };
  }

  private Reply list(Call call) {
    return Reply.ok(
        new ClientList(clients.all().stream().map(client -> ClientBody.of(client, null)).toList()));
  }

  private Reply get(Call call) {
    UUID id = call.pathId("clientId", each -> each);
    return clients
        .find(id)
        .map(ClientsHttp::present)
        .orElseThrow(() -> Problem.notFound("client", id).exception());
  }

  private static Reply present(OAuthClient client) {
    return Reply.ok(ClientBody.of(client, null)).with("etag", IfMatch.tag(client.version()));
  }

  private Reply change(Call call) throws Exception {
    UUID id = call.pathId("clientId", each -> each);
    OptionalLong seen = IfMatch.version(call, "client");
    ChangeClient.Change wanted;
    try {
      wanted = call.body(Changing.class).change();
    } catch (IllegalArgumentException e) {
      throw Problem.unacceptable("jwks", e.getMessage()).exception();
    }
    return switch (change.change(id, seen, wanted, call.caller().userId())) {
      case ChangeClient.Outcome.Changed(OAuthClient client) -> {
        LOG.warn("admin {} changes client {}", call.caller().userId(), id);
        yield present(client);
      }
      case ChangeClient.Outcome.Refused(String field, String why) ->
          throw Problem.unacceptable(field, why).exception();
      case ChangeClient.Outcome.Stale(long present) -> throw IfMatch.stale(present).exception();
      case ChangeClient.Outcome.Unknown _ -> throw Problem.notFound("client", id).exception();
    };
  }

  private Reply remove(Call call) throws Exception {
    UUID id = call.pathId("clientId", each -> each);
    if (!clients.remove(id, call.caller().userId())) {
      throw Problem.notFound("client", id).exception();
    }
    LOG.warn("admin {} removes client {}", call.caller().userId(), id);
    return Reply.noContent();
  }
}

package dev.dizhtime.auth.oidc.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.crypto.RandomRefreshTokens;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.oidc.model.ClientProof;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.usecase.RegisterClient.Outcome;
import dev.dizhtime.auth.oidc.usecase.RegisterClient.Wanted;
import dev.dizhtime.contracts.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegisterClientTest {
  private static final Set<String> BACK = Set.of("https://app.example.test/back");
  private static final Set<GrantKind> CODE = Set.of(GrantKind.AUTHORIZATION_CODE);
  private static final Set<GrantKind> ITSELF = Set.of(GrantKind.CLIENT_CREDENTIALS);

  @Test
  void aClientWithASecretIsToldItAndWeKeepItsHash() throws Exception {
    Outcome outcome =
        register(ClientProof.CLIENT_SECRET_BASIC, false, BACK, CODE, Set.of("openid"), Set.of());
    assertThat(outcome).isInstanceOf(Outcome.Registered.class);
    var registered = (Outcome.Registered) outcome;
    assertThat(registered.client().secretHash())
        .contains(new RandomRefreshTokens().hash(registered.secret().orElseThrow()));
    assertThat(registered.client().toString()).doesNotContain(registered.secret().orElseThrow());
  }

  @Test
  void whatMakesNoSenseOrIsNotSafeIsRefused() throws Exception {
    ClientProof secret = ClientProof.CLIENT_SECRET_BASIC;
    refused("redirectUris", secret, Set.of(), CODE, Set.of(), Set.of());
    refused("redirectUris", secret, BACK, ITSELF, Set.of(), Set.of());
    refused("redirectUris", secret, Set.of("http://app.test/"), CODE, Set.of(), Set.of());
    refused("grants", ClientProof.NONE, Set.of(), ITSELF, Set.of(), Set.of());
    refused("grants", secret, Set.of(), Set.of(GrantKind.REFRESH_TOKEN), Set.of(), Set.of());
    refused("jwks", ClientProof.PRIVATE_KEY_JWT, BACK, CODE, Set.of(), Set.of());
    refused("roles", secret, BACK, CODE, Set.of(), Set.of(AccountRole.ADMIN));
    refused("scopes", secret, BACK, CODE, Set.of("nonsense"), Set.of());
    refused("scopes", secret, BACK, CODE, Set.of("api"), Set.of());
  }

  @Test
  void onlyOurOwnClientsMayDoEverything() throws Exception {
    assertThat(register(ClientProof.NONE, true, BACK, CODE, Set.of("api"), Set.of()))
        .isInstanceOf(Outcome.Registered.class);
  }

  private static void refused(
      String field,
      ClientProof proof,
      Set<String> uris,
      Set<GrantKind> grants,
      Set<String> scopes,
      Set<AccountRole> roles)
      throws Exception {
    Outcome outcome = register(proof, false, uris, grants, scopes, roles);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).field()).isEqualTo(field);
  }

  private static Outcome register(
      ClientProof proof,
      boolean firstParty,
      Set<String> uris,
      Set<GrantKind> grants,
      Set<String> scopes,
      Set<AccountRole> roles)
      throws Exception {
    return new RegisterClient(
            new KnownClients(List.of()), new RandomRefreshTokens(), Clock.systemUTC())
        .register(
            new Wanted(
                "Lunch club",
                proof,
                Optional.empty(),
                Optional.empty(),
                firstParty,
                uris,
                Set.of(),
                grants,
                scopes,
                roles),
            new UserId(UUID.randomUUID()));
  }
}

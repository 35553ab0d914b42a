package dev.dizhtime.auth.oidc;

import dev.dizhtime.auth.crypto.Es256Tokens;
import dev.dizhtime.auth.crypto.Keyring;
import dev.dizhtime.auth.crypto.RandomRefreshTokens;
import dev.dizhtime.auth.crypto.TokenSigner;
import dev.dizhtime.auth.http.PasswordAgain;
import dev.dizhtime.auth.oidc.http.ClientsHttp;
import dev.dizhtime.auth.oidc.http.ConsentsHttp;
import dev.dizhtime.auth.oidc.http.ProviderHttp;
import dev.dizhtime.auth.oidc.keys.KeysByAddress;
import dev.dizhtime.auth.oidc.keys.PublicAddresses;
import dev.dizhtime.auth.oidc.keys.PublicDocuments;
import dev.dizhtime.auth.oidc.persistence.Forgetting;
import dev.dizhtime.auth.oidc.persistence.PgBrowserSessions;
import dev.dizhtime.auth.oidc.persistence.PgClientSessions;
import dev.dizhtime.auth.oidc.persistence.PgClients;
import dev.dizhtime.auth.oidc.persistence.PgCodes;
import dev.dizhtime.auth.oidc.persistence.PgConsents;
import dev.dizhtime.auth.oidc.persistence.PgPushedRequests;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.oidc.protocol.AuthenticateClient;
import dev.dizhtime.auth.oidc.protocol.ProviderTokens;
import dev.dizhtime.auth.oidc.protocol.RemoteKeys;
import dev.dizhtime.auth.oidc.usecase.ChangeClient;
import dev.dizhtime.auth.oidc.usecase.RegisterClient;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;

/** The wiring of the provider. */
public final class Provider {
  private static final long FORGET_MILLIS = 600_000;

  private Provider() {}

  /** What of auth the provider stands on. */
  public record Ground(
      Postgres postgres,
      Keyring keyring,
      TokenSigner signer,
      Es256Tokens accessTokens,
      PasswordAgain passwordAgain,
      ProviderHttp.SignIn signIn,
      String issuer) {}

  /** Binds the provider beside auth's own operations. */
  public static void bind(ServiceContext service, Api api, Ground ground) {
    Postgres postgres = ground.postgres();
    var random = new RandomRefreshTokens();
    var addresses = new Addresses(ground.issuer());
    var clients = new PgClients(postgres);
    var consents = new PgConsents(postgres);
    new ClientsHttp(
            new RegisterClient(clients, random, service.clock()),
            new ChangeClient(clients, service.clock()),
            clients)
        .bind(api);
    new ConsentsHttp(consents, ground.passwordAgain(), service.clock()).bind(api);
    new ProviderHttp(
            addresses,
            new AuthenticateClient(clients, random, addresses, remoteKeys(service)),
            new ProviderTokens(
                ground.signer(),
                ground.accessTokens(),
                ground.keyring()::publicKeys,
                ground.issuer(),
                service.clock()),
            new ProviderHttp.Stores(
                new PgCodes(postgres),
                new PgClientSessions(postgres),
                new PgBrowserSessions(postgres),
                consents,
                new PgPushedRequests(postgres)),
            random,
            ground.signIn(),
            service.clock())
        .bind(api);
    WorkLoop.start(service, "codes and assertions", FORGET_MILLIS, () -> Forgetting.run(postgres));
  }

  private static RemoteKeys remoteKeys(ServiceContext service) {
    var addresses = new PublicAddresses(PublicAddresses.ofSystem());
    return new KeysByAddress(new PublicDocuments(service.vertx(), addresses), service.clock());
  }
}

package dev.dizhtime.wallet.sandbox;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import dev.dizhtime.runtime.service.WorkLoop;

/** The wiring of the sandbox. */
final class SandboxVerticle implements ServiceVerticle {
  @Override
  public void start(ServiceContext service) {
    SandboxConfig config = SandboxConfig.from(service.env());
    Postgres postgres = Postgres.open(service, "dev/dizhtime/wallet/sandbox/db");
    WorkLoop webhooks = WebhookSender.start(service, postgres, config);
    Api api = Api.open(service, "dev/dizhtime/wallet/sandbox/openapi.json");
    new SandboxApi(postgres, config, webhooks::wake).bind(api);
    api.listen();
  }
}

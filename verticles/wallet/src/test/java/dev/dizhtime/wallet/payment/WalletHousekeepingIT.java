package dev.dizhtime.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.postgres.Housekeeping;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Webhooks are remembered for as long as a provider may repeat them, and no longer. */
@RealInfrastructure(Server.POSTGRES)
class WalletHousekeepingIT {
  @Test
  void forgetsEveryEventThatNoProviderRepeats(Infrastructure infra) {
    var environment = new HashMap<>(infra.environment("wallet-housekeeping"));
    environment.put("DIZHTIME_INSTANCES", "1");
    Service alone =
        new Service("wallet-housekeeping", () -> WalletHousekeepingIT::forgetsOldEventsOnly);
    ServiceRunner.start(alone, Env.of(environment)).close();
  }

  private static void forgetsOldEventsOnly(ServiceContext service) {
    Postgres postgres = Postgres.open(service, "dev/dizhtime/wallet/db");
    postgres.execute(
        """
        INSERT INTO payment_event (provider, event_id, kind, top_up_id, received_at)
        SELECT 'stripe', n::text, 'SUCCEEDED', gen_random_uuid(),
               now() - (CASE WHEN n <= 12000 THEN 32 ELSE 30 END) * interval '1 day'
        FROM generate_series(1, 12007) AS n
        """);

    Housekeeping.run(service, postgres, List.of(TopUps.OLD_EVENTS));

    assertThat(postgres.first("SELECT count(*) AS n FROM payment_event").orElseThrow().getLong("n"))
        .isEqualTo(7);
  }
}

package dev.dizhtime.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever came in an hour: one round leaves nothing that is old. */
@RealInfrastructure(Server.POSTGRES)
class HousekeepingIT {
  private static final Housekeeping.Old OLD = new Housekeeping.Old("inbox", "received_at", 31);
  private static final int MANY = 5 * Housekeeping.PIECE;

  private interface Case {
    void run(ServiceContext service, Postgres postgres) throws Exception;
  }

  private static void on(Infrastructure infra, Case each) {
    var environment = new HashMap<>(infra.environment("housekeeping"));
    environment.put("DIZHTIME_INSTANCES", "1");
    Service alone =
        new Service(
            "housekeeping",
            () ->
                service -> {
                  Postgres postgres = Postgres.open(service, "dev/dizhtime/runtime/sample/db");
                  postgres.execute("TRUNCATE inbox");
                  each.run(service, postgres);
                });
    ServiceRunner.start(alone, Env.of(environment)).close();
  }

  @Test
  void deletesAllThatIsOldAndNothingElse(Infrastructure infra) {
    on(
        infra,
        (service, postgres) -> {
          received(postgres, MANY, 32);
          received(postgres, 10, 30);

          Housekeeping.run(service, postgres, List.of(OLD));

          assertThat(left(postgres)).isEqualTo(10);
        });
  }

  @Test
  void leavesToOthersWhatTheyAreDeleting(Infrastructure infra) {
    on(
        infra,
        (service, postgres) -> {
          received(postgres, 20, 32);
          postgres.inTransaction(
              tx -> {
                tx.execute("SELECT 1 FROM inbox ORDER BY received_at LIMIT 5 FOR UPDATE");
                Housekeeping.run(service, postgres, List.of(OLD));
                return null;
              });

          assertThat(left(postgres)).isEqualTo(5);
        });
  }

  @Test
  void endsAfterThePieceInHandWhenItIsStopped(Infrastructure infra) {
    on(
        infra,
        (service, postgres) -> {
          received(postgres, MANY, 32);
          var housekeeping = new Housekeeping(service, postgres, List.of(OLD));
          housekeeping.stop();
          housekeeping.run();

          assertThat(left(postgres)).isEqualTo(MANY - Housekeeping.PIECE);
        });
  }

  /** Thousands a second for a month: to look for the old ones must not read all the others. */
  @Test
  void findsWhatIsOldByAnIndex(Infrastructure infra) {
    on(
        infra,
        (_, postgres) -> {
          received(postgres, 20_000, 1);
          received(postgres, 100, 32);
          postgres.execute("ANALYZE inbox");

          StringBuilder plan = new StringBuilder();
          postgres
              .execute("EXPLAIN " + Housekeeping.deletion(OLD))
              .forEach(row -> plan.append(row.getString(0)).append('\n'));

          assertThat(plan.toString()).contains("inbox_received_at").doesNotContain("Seq Scan");
        });
  }

  private static void received(Postgres postgres, int rows, int daysAgo) {
    postgres.execute(
        """
        INSERT INTO inbox (consumer_group, message_id, received_at)
        SELECT 'test', gen_random_uuid()::text, now() - $2 * interval '1 day'
        FROM generate_series(1, $1)
        """,
        rows,
        (double) daysAgo);
  }

  private static long left(Postgres postgres) {
    return postgres.first("SELECT count(*) AS n FROM inbox").orElseThrow().getLong("n");
  }
}

package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.SilentProxy;
import io.vertx.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever had the relay's lock and is gone without a word does not keep it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class LostRelayIT {
  private static final String TYPE = "dizhtime.wallet.topped-up.v1";
  private static final Map<String, String> SHORT_BOUNDS =
      Map.of("DIZHTIME_POSTGRES_SILENCE_MILLIS", "3000", "DIZHTIME_POSTGRES_ANSWER_MILLIS", "3000");

  private Postgres postgres;
  private ServiceContext service;

  @Test
  void anotherRelayPublishesWhenTheOneWithTheLockIsCutOff(Infrastructure infra) throws Exception {
    SilentProxy network = SilentProxy.before(infra.postgresUrl("ledger"));
    Map<String, String> behind = new HashMap<>(SHORT_BOUNDS);
    behind.put("DIZHTIME_POSTGRES_URL", network.url());
    Ledger cut = Ledger.start(infra, behind, (_, _) -> {});
    Eventually.eventually(() -> assertThat(relaysWithTheLock(infra)).isEqualTo(1));
    try (Ledger other = Ledger.start(infra, SHORT_BOUNDS, (_, _) -> {})) {
      network.fallSilent();
      UserId key = Ledger.newKey();
      other.send(key, 1);
      infra.events().await(Topic.WALLET, TYPE, key.toString());
    } finally {
      network.close();
      cut.close();
    }
  }

  private static int relaysWithTheLock(Infrastructure infra) throws SQLException {
    try (var connection = infra.connect("ledger");
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    """
                    SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    """)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void aConnectionThatIsLostBeforeAnybodyListensIsReplaced(Infrastructure infra) throws Exception {
    var environment = new HashMap<>(infra.environment("lost"));
    environment.put("DIZHTIME_INSTANCES", "1");
    try (RunningService _ =
        ServiceRunner.start(new Service("lost", () -> this::open), Env.of(environment))) {
      var checked = new CompletableFuture<Void>();
      service
          .spawn("check", this::losesItsFirstConnection)
          .onSuccess(checked::complete)
          .onFailure(checked::completeExceptionally);
      checked.get(30, TimeUnit.SECONDS);
    }
  }

  private void open(ServiceContext context) {
    service = context;
    postgres = Postgres.open(context, "dev/dizhtime/runtime/sample/db");
  }

  private void losesItsFirstConnection() {
    SqlConnection lost = postgres.dedicatedConnection();
    lost.close().await();
    SqlConnection good = postgres.dedicatedConnection();
    try {
      var connections = Stream.of(lost, good).iterator();
      Supplier<SqlConnection> each = connections::next;
      PgOutbox outbox = new PgOutbox(postgres, each);
      assertThatThrownBy(() -> outbox.next(1)).hasMessageContaining("Connection is not active");
      assertThat(outbox.next(1)).isEmpty();
      assertThat(connections.hasNext()).as("the good one is in use").isFalse();
    } finally {
      good.close().await();
    }
  }
}

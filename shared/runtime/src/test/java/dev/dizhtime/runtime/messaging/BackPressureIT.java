package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * With 100,000 records waiting, first in the outbox and then on the topic, memory stays flat: what
 * is read is bounded by a batch, and the next batch waits for the last.
 */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class BackPressureIT {
  private static final int WAITING = 100_000;

  /** The records weigh about 100 MB as text; a service that read ahead would hold most of it. */
  private static final long FLAT_BYTES = 40L * 1024 * 1024;

  private static final Duration BOUND = Duration.ofSeconds(120);

  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicLong heapAtStart = new AtomicLong();
  private final AtomicLong heapHalfWay = new AtomicLong();

  @Test
  void memoryStaysFlatAtAHundredThousandWaitingRecords(Infrastructure infra) throws Exception {
    Ledger.start(infra, Map.of(), (_, _) -> {}).close();
    fillOutbox(infra, Ledger.newKey());
    heapAtStart.set(usedHeapBytes());
    try (RunningService _ =
        ServiceRunner.start(new Service("ledger", () -> this::open), env(infra))) {
      Eventually.within(BOUND, () -> assertThat(handled.get()).isEqualTo(WAITING));
    }
    assertThat(heapHalfWay.get() - heapAtStart.get())
        .as("bytes more on the heap while half of the records still wait")
        .isLessThan(FLAT_BYTES);
    assertThat(waitingInOutbox(infra)).isZero();
  }

  private void open(ServiceContext context) {
    Postgres postgres = Postgres.open(context, "dev/dizhtime/runtime/sample/db");
    Publisher publisher = Publisher.open(context);
    PgOutbox.relay(context, postgres, publisher);
    InboxConsumer.of(context, ConsumerGroup.WALLET, postgres, publisher)
        .on(WalletToppedUp.class, (_, _) -> countAndMeasure())
        .start();
  }

  private static Env env(Infrastructure infra) {
    var environment = new HashMap<>(infra.environment("ledger"));
    environment.put("DIZHTIME_INSTANCES", "1");
    return Env.of(environment);
  }

  private void countAndMeasure() {
    if (handled.incrementAndGet() == WAITING / 2) {
      heapHalfWay.set(usedHeapBytes());
    }
  }

  private static long usedHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** As if 100,000 transactions had committed while nothing could be published. */
  private static void fillOutbox(Infrastructure infra, UserId key) throws SQLException {
    try (var connection = infra.connect("ledger");
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO outbox (message_id, type, topic, message_key, payload)
                SELECT gen_random_uuid(), 'dizhtime.wallet.topped-up.v1', 'WALLET', ?,
                       json_build_object(
                         'userId', ?, 'transferId', gen_random_uuid(),
                         'amount', json_build_object('amountMinor', n, 'currency', 'USD'),
                         'at', '2026-01-01T00:00:00Z', 'padding', repeat('x', 700))::text
                FROM generate_series(1, ?) AS n
                """)) {
      insert.setString(1, key.toString());
      insert.setString(2, key.toString());
      insert.setInt(3, WAITING);
      insert.executeUpdate();
    }
  }

  private static long waitingInOutbox(Infrastructure infra) throws SQLException {
    try (var connection = infra.connect("ledger");
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

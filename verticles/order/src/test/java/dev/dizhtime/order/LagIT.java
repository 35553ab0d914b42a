package dev.dizhtime.order;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.runtime.service.WorkLoop;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A group that is always behind: it hears late, but it hears. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class LagIT {
  private static final String NAME = "lag";

  private static final int MAX_MARKS = 8;

  /** More than there is room for marks, so that some are left out. */
  private static final int ROUNDS = 20;

  private final OrderId order = new OrderId(UUID.randomUUID());
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void whatWasTakenInIsHeardWhileThereIsMore(Infrastructure infra) throws Exception {
    var environment = new HashMap<>(infra.environment(NAME));
    environment.put("DIZHTIME_INSTANCES", "1");
    try (RunningService _ =
        ServiceRunner.start(new Service(NAME, () -> this::open), Env.of(environment))) {
      say(infra);
      eventually(() -> assertThat(taken.get()).isOne());
      OffsetDateTime begun = now(infra);
      int before = rounds.get();
      eventually(() -> assertThat(rounds.get()).isGreaterThan(before + ROUNDS));
      assertThat(heard(infra)).isBefore(begun);

      say(infra);
      first.complete(null);
      eventually(() -> assertThat(taken.get()).isEqualTo(2));
      OffsetDateTime late = now(infra);
      eventually(() -> assertThat(heard(infra)).isBetween(begun, late));
      int after = rounds.get();
      eventually(() -> assertThat(rounds.get()).isGreaterThan(after + 2));
      assertThat(heard(infra)).isBefore(late);

      second.complete(null);
      eventually(() -> assertThat(heard(infra)).isAfter(late));
    } finally {
      first.complete(null);
      second.complete(null);
    }
  }

  private void open(ServiceContext service) {
    Postgres postgres = Postgres.open(service, "dev/dizhtime/order/db");
    InboxConsumer inbox =
        InboxConsumer.of(service, ConsumerGroup.ORDER, postgres, Publisher.open(service))
            .on(
                FundsReserved.class,
                (_, _) -> {
                  CompletableFuture<Void> gate = taken.getAndIncrement() == 0 ? first : second;
                  Future.fromCompletionStage(gate).await();
                });
    inbox.start();
    var hearing =
        new Hearing(postgres, inbox.progress(), Hearing.USUAL, MAX_MARKS, service.meters());
    WorkLoop.start(
        service,
        "hearing",
        1,
        () -> {
          rounds.incrementAndGet();
          return hearing.run();
        });
  }

  private void say(Infrastructure infra) {
    infra.events().send(new FundsReserved(order, new Money(1, "USD"), Instant.now()));
  }

  private static OffsetDateTime now(Infrastructure infra) throws SQLException {
    return time(infra, "SELECT clock_timestamp()");
  }

  private static OffsetDateTime heard(Infrastructure infra) throws SQLException {
    return time(infra, "SELECT until FROM heard");
  }

  private static OffsetDateTime time(Infrastructure infra, String query) throws SQLException {
    try (var connection = infra.connect(NAME);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class);
    }
  }
}

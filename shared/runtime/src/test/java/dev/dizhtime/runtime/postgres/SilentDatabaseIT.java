package dev.dizhtime.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dizhtime.runtime.Transience;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceContext.StopStep;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.SilentProxy;
import io.vertx.core.Promise;
import io.vertx.sqlclient.ClosedConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database and a client that hear nothing of each other do not wait for each other for ever. */
@RealInfrastructure(Server.POSTGRES)
class SilentDatabaseIT {
  private static final int POOL_SIZE = 2;
  private static final int ANSWER_MILLIS = 3_000;
  private static final long LOCK = 7;

  private SilentProxy network;
  private RunningService running;
  private ServiceContext service;
  private Postgres postgres;

  @BeforeEach
  void start(Infrastructure infra) {
    network = SilentProxy.before(infra.postgresUrl("silent"));
    var environment = new HashMap<>(infra.environment("silent"));
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_POSTGRES_URL", network.url());
    environment.put("DIZHTIME_POSTGRES_POOL_SIZE", Integer.toString(POOL_SIZE));
    environment.put("DIZHTIME_POSTGRES_ANSWER_MILLIS", Integer.toString(ANSWER_MILLIS));
    environment.put("DIZHTIME_POSTGRES_SILENCE_MILLIS", "3000");
    running = ServiceRunner.start(new Service("silent", () -> this::open), Env.of(environment));
  }

  @AfterEach
  void stop() {
    network.close();
    running.close();
  }

  private void open(ServiceContext context) {
    service = context;
    postgres = Postgres.open(context, "dev/dizhtime/runtime/sample/db");
  }

  @Test
  void aStatementWithoutAnswerFailsAsWhatGoesByAndItsConnectionIsNotUsedAgain() throws Exception {
    Promise<Void> goOn = Promise.promise();
    var open = Stream.generate(() -> transaction(goOn)).limit(POOL_SIZE).toList();
    for (Running each : open) {
      each.locked().get(15, TimeUnit.SECONDS);
    }
    network.fallSilent();
    goOn.complete();
    for (Running each : open) {
      Throwable failure = catchThrowable(() -> each.ended().get(15, TimeUnit.SECONDS)).getCause();
      assertThat(Transience.isTransient(failure)).as("%s", failure).isTrue();
    }
    network.speak();
    Eventually.eventually(
        () -> spawn(() -> postgres.execute("SELECT 1")).get(15, TimeUnit.SECONDS));
  }

  @Test
  void whatTakesLongHasItsTimeAndTheNextOneTheUsual() throws Exception {
    String longer = "SELECT pg_sleep(" + ANSWER_MILLIS * 1.5 / 1_000 + ")";
    spawn(
            () ->
                postgres.inTransaction(
                    tx -> {
                      tx.takesLong();
                      return List.of(tx.execute(longer));
                    }))
        .get(15, TimeUnit.SECONDS);
    for (int i = 0; i < POOL_SIZE; i++) {
      assertThat(
              catchThrowable(() -> spawn(() -> postgres.execute(longer)).get(15, TimeUnit.SECONDS)))
          .hasRootCauseInstanceOf(ClosedConnectionException.class);
    }
  }

  @Test
  void theDatabaseEndsATransactionWhoseClientSaysNothing(Infrastructure infra) throws Exception {
    Promise<Void> goOn = Promise.promise();
    Running open = transaction(goOn);
    open.locked().get(15, TimeUnit.SECONDS);
    network.fallSilent();
    try (var other = infra.connect("silent");
        var statement = other.createStatement()) {
      statement.execute("SET lock_timeout = '30s'");
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
    } finally {
      goOn.complete();
    }
  }

  private record Running(CompletableFuture<Void> locked, CompletableFuture<Void> ended) {}

  /** Locks, waits until it may go on, and asks once more; all share the lock. */
  private Running transaction(Promise<Void> goOn) {
    var locked = new CompletableFuture<Void>();
    return new Running(
        locked,
        spawn(
            () ->
                postgres.inTransaction(
                    tx -> {
                      tx.execute("SELECT pg_advisory_xact_lock_shared($1)", LOCK);
                      locked.complete(null);
                      goOn.future().await();
                      return List.of(tx.execute("SELECT 1"));
                    })));
  }

  private CompletableFuture<Void> spawn(StopStep step) {
    var ended = new CompletableFuture<Void>();
    service.spawn("step", step).onSuccess(ended::complete).onFailure(ended::completeExceptionally);
    return ended;
  }
}

package dev.dizhtime.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceContext.StopStep;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A newer version's migration under a service that has prepared its statements before. */
@RealInfrastructure(Server.POSTGRES)
class ChangedTableIT {
  private static final int POOL_SIZE = 7;
  private static final String ALL = "SELECT * FROM effect WHERE key = $1";
  private static final String KEY = "changed";

  private static final AtomicInteger COLUMNS = new AtomicInteger();

  private Infrastructure infra;
  private RunningService running;
  private ServiceContext service;
  private Postgres postgres;

  @BeforeEach
  void prepareOnEachConnection(Infrastructure infra) throws Exception {
    this.infra = infra;
    var environment = new HashMap<>(infra.environment("changed"));
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_POSTGRES_POOL_SIZE", Integer.toString(POOL_SIZE));
    running = ServiceRunner.start(new Service("changed", () -> this::open), Env.of(environment));
    prepareOnEachConnection();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void open(ServiceContext context) {
    service = context;
    postgres = Postgres.open(context, "dev/dizhtime/runtime/sample/db");
  }

  @Test
  void aTransactionIsDoneAgainUntilItHasAConnectionThatKnows() throws Exception {
    addColumn();
    await(
        () ->
            postgres.inTransaction(
                tx -> {
                  tx.update("INSERT INTO effect (key, number) VALUES ($1, 1)", KEY);
                  return tx.execute(ALL, KEY).size();
                }));
    await(() -> assertThat(postgres.execute(ALL, KEY).size()).isPositive());
  }

  @Test
  void aQueryIsAskedAgain() throws Exception {
    addColumn();
    await(() -> postgres.execute(ALL, KEY));
  }

  /** All connections of the pool are taken at once, so that each prepares the statement. */
  private void prepareOnEachConnection() throws Exception {
    Promise<Void> all = Promise.promise();
    var missing = new AtomicInteger(POOL_SIZE);
    var steps = new ArrayList<Future<Void>>();
    for (int i = 0; i < POOL_SIZE; i++) {
      steps.add(
          service.spawn(
              "prepare",
              () ->
                  postgres.inTransaction(
                      tx -> {
                        int prepared = tx.execute(ALL, KEY).size();
                        if (missing.decrementAndGet() == 0) {
                          all.complete();
                        }
                        all.future().await();
                        return prepared;
                      })));
    }
    for (var each : steps) {
      each.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  private void addColumn() throws SQLException {
    try (var other = infra.connect("changed");
        var statement = other.createStatement()) {
      statement.execute("ALTER TABLE effect ADD COLUMN c" + COLUMNS.incrementAndGet() + " text");
    }
  }

  private void await(StopStep step) throws Exception {
    service.spawn("step", step).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}

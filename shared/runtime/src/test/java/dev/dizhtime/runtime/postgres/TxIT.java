package dev.dizhtime.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements that nobody waits for: none is lost, and none fails without a word. */
@RealInfrastructure(Server.POSTGRES)
class TxIT {
  private static final String INSERT = "INSERT INTO effect (key, number) VALUES ($1, $2)";
  private static final String DIVIDE = "SELECT 1 / $1::int";

  private static RunningService running;
  private static ServiceContext service;
  private static Postgres postgres;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start(Infrastructure infra) {
    var environment = new HashMap<>(infra.environment("tx"));
    environment.put("DIZHTIME_INSTANCES", "1");
    running = ServiceRunner.start(new Service("tx", () -> TxIT::open), Env.of(environment));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static void open(ServiceContext given) {
    service = given;
    postgres = Postgres.open(service, "dev/dizhtime/runtime/sample/db");
  }

  @Test
  void keepsTheOrderInWhichStatementsWereSent() throws Exception {
    long counted =
        inTransaction(
            tx -> {
              tx.submit(INSERT, key, 1L);
              tx.submit(INSERT, key, 2L);
              return tx.first("SELECT count(*) FROM effect WHERE key = $1", key)
                  .orElseThrow()
                  .getLong(0);
            });

    assertThat(counted).isEqualTo(2);
    assertThat(numbers()).containsExactly(1L, 2L);
  }

  @Test
  void sendsWhatIsLastAfterAllElse() throws Exception {
    inTransaction(
        tx -> {
          tx.submitLast(INSERT, key, 3L);
          tx.submit(INSERT, key, 1L);
          return tx.update(INSERT, key, 2L);
        });

    assertThat(numbers()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void sendsWhatWasKeptWhenItIsToBeRead() throws Exception {
    inTransaction(
        tx -> {
          tx.submitLast(INSERT, key, 1L);
          tx.submitKept();
          return tx.update(INSERT, key, 2L);
        });

    assertThat(numbers()).containsExactly(1L, 2L);
  }

  @Test
  void commitsNothingWhenAStatementFailedThatNobodyWaitedFor() throws Exception {
    assertThatThrownBy(
            () ->
                inTransaction(
                    tx -> {
                      tx.submit(INSERT, key, 1L);
                      return tx.submit(DIVIDE, 0);
                    }))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("division by zero");

    assertThat(numbers()).isEmpty();
  }

  @Test
  void tellsTheFirstFailureAndNotWhatCameOfIt() {
    assertThatThrownBy(
            () ->
                inTransaction(
                    tx -> {
                      tx.submit(DIVIDE, 0);
                      return tx.update(INSERT, key, 1L);
                    }))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("division by zero");
  }

  @Test
  void doesTheWorkAgainWhenTheDatabaseRefusesWhatItWasBelievedToTake() throws Exception {
    List<Integer> attempts = new ArrayList<>();
    inTransaction(
        tx -> {
          attempts.add(tx.attempt());
          tx.submit(INSERT, tx.attempt() == 1 ? null : key, 1L);
          return null;
        });

    assertThat(attempts).containsExactly(1, 2);
    assertThat(numbers()).containsExactly(1L);
  }

  @Test
  void givesUpWhatIsRefusedEachTime() {
    assertThatThrownBy(() -> inTransaction(tx -> tx.submit(INSERT, null, 1L)))
        .isInstanceOf(MetAnotherException.class)
        .hasMessageContaining("null value");
  }

  /** A thread that is slow between sending and waiting finds the commit's answer there already. */
  @Test
  void tellsAFailureWhenTheCommitIsAnsweredBeforeItIsWaitedFor() {
    assertThatThrownBy(
            () ->
                service
                    .spawn(
                        "slow thread",
                        () -> {
                          SqlConnection connection = postgres.dedicatedConnection();
                          try {
                            Tx tx = new Tx(answeredAtOnce(connection, SqlConnection.class), 1);
                            tx.begin();
                            tx.submit(DIVIDE, 0);
                            tx.commit();
                          } finally {
                            connection.close();
                          }
                        })
                    .await(30, TimeUnit.SECONDS))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("division by zero");
  }

  /** The real thing, with futures that are complete when they are handed out. */
  private static <T> T answeredAtOnce(T real, Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (result instanceof Future<?> answer) {
                while (!answer.isComplete()) {
                  Thread.onSpinWait();
                }
              }
              return method.getName().equals("query")
                  ? answeredAtOnce((Query<?>) result, Query.class)
                  : result;
            }));
  }

  private static <T> T inTransaction(Postgres.Work<T> work) throws Exception {
    List<T> result = new ArrayList<>();
    service
        .spawn("transaction", () -> result.add(postgres.inTransaction(work)))
        .await(30, TimeUnit.SECONDS);
    return result.getFirst();
  }

  private List<Long> numbers() throws TimeoutException {
    List<Long> numbers = new ArrayList<>();
    service
        .spawn(
            "look",
            () ->
                postgres
                    .execute("SELECT number FROM effect WHERE key = $1 ORDER BY sequence", key)
                    .forEach(row -> numbers.add(row.getLong(0))))
        .await(30, TimeUnit.SECONDS);
    return numbers;
  }
}

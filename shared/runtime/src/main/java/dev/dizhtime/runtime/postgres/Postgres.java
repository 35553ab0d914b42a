package dev.dizhtime.runtime.postgres;

import dev.dizhtime.runtime.Transience;
import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.StoreTimer;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's database. */
public final class Postgres {
  private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
  private static final int MAX_ATTEMPTS = 5;
  private static final int CONNECTION_WAIT_SECONDS = 5;
  private static final int CACHED_STATEMENTS = 256;

  private final Pool pool;
  private final Supplier<Future<SqlConnection>> dedicated;
  private final ServiceContext service;
  private final Timer transactions;
  private final List<Runnable> afterSend = new ArrayList<>();

  private Postgres(ServiceContext service, Pool pool, Supplier<Future<SqlConnection>> dedicated) {
    this.service = service;
    this.pool = pool;
    this.dedicated = dedicated;
    // From begin to commit or rollback.
    this.transactions = StoreTimer.of(service.meters(), "postgresql", "transaction");
  }

  /** What is done in a transaction; may be run again when the transaction met another. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Tx tx) throws Exception;
  }

  /**
   * Brings the database at {@code DIZHTIME_POSTGRES_URL} to the version that this code wants, once
   * per process, and opens a pool.
   *
   * @param migrations the class path folder of the service's own, e.g. {@code
   *     dev/dizhtime/order/db}
   */
  public static Postgres open(ServiceContext service, String migrations) {
    PostgresConfig config = PostgresConfig.from(service.env());
    Future<Map<String, Integer>> written =
        service.oncePerProcess(
            "scripts of " + migrations,
            () -> service.vertx().executeBlocking(() -> Migrations.written(migrations), false));
    AnsweringDriver driver = new AnsweringDriver(config.answerMillis());
    Pool pool =
        ClientBuilder.pool(driver)
            .with(
                new PoolOptions()
                    .setMaxSize(config.poolSize())
                    .setMaxWaitQueueSize(config.maxWaiting())
                    .setConnectionTimeout(CONNECTION_WAIT_SECONDS)
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS))
            .connectingTo(session(service, config, SessionSettings.working(config.silenceMillis())))
            .using(service.vertx())
            .build();
    service.onStop("postgres pool", () -> pool.close().await());
    service.oncePerProcess(
        migrations,
        () -> Migrations.done(pool, written.await()) || migrated(service, config, migrations));
    var dedicated = driver.createConnectionFactory(service.vertx(), null);
    service.onStop(
        "dedicated postgres connections", () -> Future.<Void>future(dedicated::close).await());
    Postgres postgres =
        new Postgres(
            service,
            pool,
            () ->
                dedicated.connect(
                    service.vertx().getOrCreateContext(),
                    session(service, config, SessionSettings.locking(config.silenceMillis()))));
    service.health().check("postgres", () -> pool.query("SELECT 1").execute());
    Housekeeping.start(service, postgres);
    return postgres;
  }

  private static PgConnectOptions session(
      ServiceContext service, PostgresConfig config, Map<String, String> settings) {
    var session =
        new PgConnectOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setDatabase(config.database())
            .setUser(config.user())
            .setPassword(config.password().reveal())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
            .setTracingPolicy(TracingPolicy.PROPAGATE)
            .addProperty("application_name", "dizhtime-" + service.name());
    settings.forEach(session::addProperty);
    return session;
  }

  private static boolean migrated(
      ServiceContext service, PostgresConfig config, String migrations) {
    return service
        .blockingAhead(
            migrations,
            () -> {
              Migrations.run(config, migrations);
              return true;
            })
        .await();
  }

  /**
   * Does the work in a transaction. When the transaction met another (serialization failure,
   * deadlock, or the work says so by a {@link MetAnotherException}) it is rolled back and the work
   * is done again, at most {@value #MAX_ATTEMPTS} times; when it met a {@link StalePlan} or a
   * connection that had ended, at most as often as there may be such connections.
   */
  public <T> T inTransaction(Work<T> work) throws Exception {
    Committed<T> done = committed(work);
    done.tx().committed();
    if (done.sent()) {
      afterSend.forEach(Runnable::run);
    }
    return done.result();
  }

  private <T> Committed<T> committed(Work<T> work) throws Exception {
    for (int attempt = 1; ; attempt++) {
      long start = System.nanoTime();
      try {
        return attempt(work, attempt);
      } catch (RuntimeException e) {
        if (attempt >= attemptsAt(e)) {
          throw e;
        }
        LOG.info("transaction could not be done ({}), once more", e.getMessage());
      } finally {
        transactions.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** What was done for good. */
  private record Committed<T>(T result, Tx tx, boolean sent) {}

  private <T> Committed<T> attempt(Work<T> work, int number) throws Exception {
    SqlConnection connection = pool.getConnection().await();
    Tx tx = new Tx(connection, number);
    try {
      tx.begin();
      T result = work.run(tx);
      boolean sent = tx.writeOutbox();
      tx.commit();
      return new Committed<>(result, tx, sent);
    } catch (Throwable e) {
      rollback(tx);
      throw e;
    } finally {
      tx.release();
    }
  }

  private static void rollback(Tx tx) {
    try {
      tx.rollback();
    } catch (RuntimeException e) {
      // The connection is gone, and the transaction with it; the first failure says why.
      LOG.debug("rollback failed: {}", e.getMessage());
    }
  }

  private static int attemptsAt(RuntimeException failure) {
    if (hasBadConnection(failure)) {
      return PostgresConfig.MAX_POOL_SIZE;
    }
    return metAnother(failure) ? MAX_ATTEMPTS : 1;
  }

  private static boolean hasBadConnection(RuntimeException failure) {
    return StalePlan.is(failure) || Transience.isUnsent(failure);
  }

  private static boolean metAnother(RuntimeException failure) {
    return failure instanceof MetAnotherException
        || failure instanceof PgException refused
            && ("40001".equals(refused.getSqlState()) || "40P01".equals(refused.getSqlState()));
  }

  /** Runs one statement that needs no transaction of several, typically a query. */
  public RowSet<Row> execute(String sql, Object... arguments) {
    for (int attempt = 1; ; attempt++) {
      try {
        return pool.preparedQuery(sql).execute(Arguments.of(arguments)).await();
      } catch (RuntimeException e) {
        if (!hasBadConnection(e) || attempt == PostgresConfig.MAX_POOL_SIZE) {
          throw e;
        }
      }
    }
  }

  /** The first row, if there is one. */
  public Optional<Row> first(String sql, Object... arguments) {
    var rows = execute(sql, arguments).iterator();
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }

  /**
   * A connection beside the pool, for a lock that is held for long; the caller closes it. The
   * database ends it when it asks nothing for {@code DIZHTIME_POSTGRES_SILENCE_MILLIS}.
   */
  public SqlConnection dedicatedConnection() {
    return dedicated.get().await();
  }

  /** Where a test of faults may end the process of the service whose database this is. */
  public FaultPoints faults() {
    return service.faults();
  }

  /** Calls this after each commit that wrote to the outbox. */
  public void afterSend(Runnable action) {
    afterSend.add(action);
  }
}

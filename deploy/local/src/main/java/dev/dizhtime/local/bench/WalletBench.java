package dev.dizhtime.local.bench;

import dev.dizhtime.embedded.EmbeddedServer;
import dev.dizhtime.embedded.KafkaServer;
import dev.dizhtime.embedded.PostgresServer;
import dev.dizhtime.embedded.ServerSettings;
import dev.dizhtime.local.platform.Databases;
import dev.dizhtime.local.platform.Topics;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.wallet.WalletService;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures the ledger against pgbench, one after the other on the same PostgreSQL, which writes
 * through to the disk. The wallet's commands go over a real Kafka, through the wallet as it is. The
 * servers are this measurement's own, and are gone afterwards.
 */
final class WalletBench {
  private static final int PGBENCH_SCALE = 20;
  private static final int PGBENCH_CLIENTS = 32;
  private static final int IN_FLIGHT = 12_000;
  private static final int LINKED = 6;

  /** A server's, not a laptop's: the tables of both measurements fit. */
  private static final int BUFFER_MEGABYTES = 1024;

  private static final int WARM_UP_SECONDS = 30;

  /**
   * At half the rate batches are small: what is done once for each has been done a few thousand
   * times when the compiler makes the best of it.
   */
  private static final int WARM_UP_AT_HALF_SECONDS = 60;

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          // One per core, as services have by themselves: a third would wait for the hot accounts.
          Map.entry("DIZHTIME_INSTANCES", "2"),
          Map.entry("DIZHTIME_KAFKA_MAX_POLL_RECORDS", "2000"),
          // Nobody asks for tokens, pays in, or for the sum of a million accounts meanwhile.
          Map.entry("DIZHTIME_JWKS_URL", "http://127.0.0.1:9/jwks"),
          Map.entry("DIZHTIME_PAYMENT_URL", "http://127.0.0.1:9"),
          Map.entry("DIZHTIME_PAYMENT_API_KEY", "none"),
          Map.entry("DIZHTIME_PAYMENT_WEBHOOK_SECRETS", "none"),
          Map.entry("DIZHTIME_LEDGER_MEASURE_MILLIS", "600000"),
          Map.entry("DIZHTIME_HTTP_HOST", "127.0.0.1"),
          Map.entry("DIZHTIME_HTTP_PORT", "0"),
          Map.entry("DIZHTIME_MANAGEMENT_PORT", "0"));

  private final Path folder;
  private final Progress progress;

  WalletBench(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Measures for so long each. */
  WalletBenchResult run(int seconds, int accounts) throws Exception {
    PgBench.find();
    try (WriteBack _ = WriteBack.of(folder);
        EmbeddedServer postgres =
            during(
                "starting PostgreSQL",
                () ->
                    PostgresServer.start(
                        settings("postgres").withHeapMegabytes(BUFFER_MEGABYTES)))) {
      during("using its log once", () -> done(() -> RunInLog.of(postgres.address())));
      double pgbench = pgbench(postgres.address(), seconds);
      try (EmbeddedServer kafka =
          during("starting Kafka", () -> KafkaServer.start(settings("kafka")))) {
        Topics.create(kafka.address());
        Databases.create(postgres.address());
        return wallet(postgres.address(), kafka.address(), pgbench, seconds, accounts);
      }
    }
  }

  private ServerSettings settings(String server) {
    return ServerSettings.in(folder.resolve(server), folder.resolve(server + ".log"));
  }

  private double pgbench(String address, int seconds) throws Exception {
    var bench = new PgBench(address);
    during("filling pgbench's tables", () -> done(() -> bench.initialise(PGBENCH_SCALE)));
    double tps = during("pgbench", () -> bench.run(PGBENCH_CLIENTS, seconds));
    progress.say("pgbench: %.0f transactions/s".formatted(tps));
    bench.clear();
    return tps;
  }

  private WalletBenchResult wallet(
      String postgres, String kafka, double pgbench, int seconds, int count) throws Exception {
    String database = Databases.url(postgres, "wallet");
    var variables = new HashMap<>(SETTINGS);
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("DIZHTIME_")) {
                variables.put(name, value);
              }
            });
    variables.put("DIZHTIME_POSTGRES_URL", database);
    variables.put("DIZHTIME_KAFKA_BOOTSTRAP", kafka);
    var accounts = new BenchAccounts(count);
    try (RunningService _ =
            during(
                "starting the wallet",
                () -> ServiceRunner.start(WalletService.SERVICE, Env.of(variables)));
        Connection connection = connect(database);
        var load = new LedgerLoad(kafka, accounts)) {
      during("opening %d accounts".formatted(count), () -> done(() -> accounts.open(connection)));
      during(
          "warming up", () -> load.closedLoop(1, IN_FLIGHT, Duration.ofSeconds(WARM_UP_SECONDS)));
      double single =
          during(
              "single transfers", () -> load.closedLoop(1, IN_FLIGHT, Duration.ofSeconds(seconds)));
      progress.say("%.0f transfers/s, one a command".formatted(single));
      during(
          "warming up at half of that rate",
          () -> load.openLoop(single / 2, Duration.ofSeconds(WARM_UP_AT_HALF_SECONDS)));
      Latencies latencies =
          during("half of that rate", () -> load.openLoop(single / 2, Duration.ofSeconds(seconds)));
      double linked =
          LINKED
              * during(
                  "linked transfers",
                  () -> load.closedLoop(LINKED, IN_FLIGHT / 2, Duration.ofSeconds(seconds)));
      progress.say("%.0f transfers/s, six a command".formatted(linked));
      load.drain();
      int problems = during("checking the books", () -> BooksCheck.problems(connection));
      return new WalletBenchResult(
          Instant.now(),
          seconds,
          count,
          rounded(pgbench),
          rounded(single),
          rounded(single / pgbench),
          rounded(linked),
          latencies.percentileMillis(50),
          latencies.percentileMillis(99),
          load.refused(),
          problems);
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Void done(Step step) throws Exception {
    step.run();
    return null;
  }

  private <T> T during(String what, Callable<T> work) throws Exception {
    long began = System.nanoTime();
    progress.waitingFor(
        () -> "%s, %d s".formatted(what, (System.nanoTime() - began) / 1_000_000_000));
    try {
      return work.call();
    } finally {
      progress.waitingForNothing();
    }
  }

  private static Connection connect(String database) throws SQLException {
    var uri = URI.create(database);
    var credentials = uri.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath()),
        credentials[0],
        credentials[1]);
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}

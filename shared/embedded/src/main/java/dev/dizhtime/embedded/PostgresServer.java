package dev.dizhtime.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * PostgreSQL in child processes. The address is {@code postgresql://user:password@host:port}; the
 * user may create databases, and the database {@code postgres} is there.
 */
public final class PostgresServer implements EmbeddedServer {
  private static final int USUAL_BUFFER_MEGABYTES = 64;
  private static final String NAME = "PostgreSQL";
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);
  private static final int STATUS_LINE = 7;

  private final String address;
  private final Claim claim;
  private final ChildProcess process;
  private final long postmaster;

  private PostgresServer(String address, Claim claim, ChildProcess process, long postmaster) {
    this.address = address;
    this.claim = claim;
    this.process = process;
    this.postmaster = postmaster;
  }

  /** Throws {@link EmbeddedServerException} when it cannot be started. */
  public static PostgresServer start(ServerSettings settings) {
    var cluster = new PostgresCluster(settings.directory());
    var claim = Claim.on(settings.directory(), NAME);
    try {
      Leftover.stop(settings.directory(), STOP_GRACE);
      stopOrphan(cluster);
      int port = Ports.claim(NAME, settings.port());
      var programs = PostgresBinaries.unpacked();
      cluster.prepare(programs, settings);
      var process =
          ChildProcess.start(
              NAME,
              command(programs, cluster, settings, port),
              settings.directory(),
              settings.logFile());
      process.awaitReady(() -> status(cluster).startsWith("ready"), START_BOUND);
      var address =
          "postgresql://%s:%s@127.0.0.1:%d"
              .formatted(PostgresCluster.USER, cluster.password(), port);
      return new PostgresServer(address, claim, process, postmaster(cluster).orElseThrow().pid());
    } catch (IOException e) {
      claim.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static List<String> command(
      Path programs, PostgresCluster cluster, ServerSettings settings, int port)
      throws IOException {
    var command = new ArrayList<>(PostgresCluster.asOrdinaryUser());
    command.add(programs.resolve("bin").resolve("postgres").toString());
    command.addAll(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
    for (String setting : configuration(settings)) {
      command.addAll(List.of("-c", setting));
    }
    // An interrupt is the order for a fast shutdown.
    return ChildProcess.endingWithItsInput("INT", command);
  }

  /**
   * PostgreSQL's own default, or more, so that one that writes much is not at checkpoints all day.
   */
  private static int walMegabytes(ServerSettings settings) {
    return Math.max(1024, 4 * settings.heapMegabytesOr(USUAL_BUFFER_MEGABYTES));
  }

  private static List<String> configuration(ServerSettings settings) {
    var durable = settings.durable() ? "on" : "off";
    return List.of(
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "password_encryption=scram-sha-256",
        "shared_buffers=" + settings.heapMegabytesOr(USUAL_BUFFER_MEGABYTES) + "MB",
        "max_wal_size=" + walMegabytes(settings) + "MB",
        // Kept to be written again: a new segment is 16 MB of zeros that every commit waits for.
        "min_wal_size=" + 2 * settings.heapMegabytesOr(USUAL_BUFFER_MEGABYTES) + "MB",
        "max_connections=200",
        "huge_pages=off",
        "jit=off",
        "io_method=sync",
        "max_worker_processes=2",
        "max_parallel_workers=2",
        "fsync=" + durable,
        "full_page_writes=" + durable,
        "timezone=UTC",
        "log_timezone=UTC");
  }

  /** A killed shell may leave its server alive, which then holds the data directory. */
  private static void stopOrphan(PostgresCluster cluster) throws IOException {
    var orphan = postmaster(cluster);
    if (orphan.isPresent()) {
      new ProcessBuilder("/bin/sh", "-c", "kill -INT " + orphan.get().pid()).start();
      Leftover.end(orphan.get(), STOP_GRACE);
    }
  }

  /** The living server that the data directory's pid file names; process ids are used again. */
  private static Optional<ProcessHandle> postmaster(PostgresCluster cluster) {
    return pidFile(cluster).stream()
        .findFirst()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
        .filter(
            process ->
                process.info().command().filter(path -> path.endsWith("/postgres")).isPresent());
  }

  private static String status(PostgresCluster cluster) {
    var lines = pidFile(cluster);
    return lines.size() > STATUS_LINE && postmaster(cluster).isPresent()
        ? lines.get(STATUS_LINE)
        : "";
  }

  private static List<String> pidFile(PostgresCluster cluster) {
    try {
      return Files.readAllLines(cluster.postmasterPid());
    } catch (IOException _) {
      return List.of();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean alive() {
    return process.alive();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(postmaster);
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return process.exit();
  }

  @Override
  public void close() {
    process.stop(STOP_GRACE);
    claim.close();
  }
}

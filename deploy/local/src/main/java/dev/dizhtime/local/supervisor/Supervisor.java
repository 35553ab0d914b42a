package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.Secrets;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the whole platform on one data directory, keeps it running, and stops it. */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(15);
  private static final int LOG_CHECK_SECONDS = 20;

  private final Plan plan;
  private final DataDirectory data;
  private final Instant startedAt = Instant.now();
  private final FileChannel lock;
  private final Secrets secrets;
  private final Map<Server, Keeper> servers = new ConcurrentHashMap<>();
  private final Hosts hosts;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final Startup startup;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile long upMillis;
  private boolean closing;

  private Supervisor(Plan plan, FileChannel lock, Progress progress) {
    this.plan = plan;
    this.data = plan.data();
    this.lock = lock;
    this.secrets = data.secrets();
    this.hosts = new Hosts(plan, this::save);
    this.startup = new Startup(plan, secrets, hosts, progress, threads, this::keep);
  }

  /**
   * Starts everything and waits until all parts take traffic. From then on what ends is started
   * again, until {@link #close()} or a signal to this process.
   *
   * @throws Refusal when something cannot start; nothing is left running
   */
  public static Supervisor start(Plan plan, Progress progress) {
    var data = plan.data();
    data.prepare();
    var lock = data.lock();
    Supervisor supervisor;
    try {
      endLeftovers(data);
      plan.ports()
          .requireFree(Server.VALUES.stream().filter(s -> plan.external(s).isEmpty()).toList());
      supervisor = new Supervisor(plan, lock, progress);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
    try {
      supervisor.run();
      return supervisor;
    } catch (RuntimeException e) {
      supervisor.close();
      throw e;
    }
  }

  /** Children of a killed supervisor end by themselves; this waits for them. */
  private static void endLeftovers(DataDirectory data) {
    data.state().map(RunState::processes).orElse(List.of()).stream()
        .flatMap(process -> Processes.find(process.pid(), process.startMillis()).stream())
        .forEach(process -> Processes.end(process, LEFTOVER_GRACE));
  }

  private void run() {
    save();
    startup.run();
    upMillis = Duration.between(startedAt, Instant.now()).toMillis();
    save();
    threads.execute(this::boundLogs);
  }

  private Keeper keep(Server server, Supplier<ServerWorker> starter) {
    var keeper = new Keeper(server.serverName(), true, starter, this::save);
    synchronized (this) {
      if (closing) {
        throw new Refusal("The platform is stopping.");
      }
      servers.put(server, keeper);
    }
    keeper.start();
    return keeper;
  }

  private synchronized void save() {
    if (closing) {
      return;
    }
    var self = ProcessHandle.current();
    var processes =
        Stream.concat(servers.values().stream(), hosts.keepers().stream())
            .flatMap(keeper -> keeper.state().stream())
            .toList();
    data.write(
        new RunState(
            self.pid(),
            Processes.startMillis(self),
            upMillis > 0,
            plan.ports().gateway(),
            plan.split(),
            startedAt,
            upMillis,
            processes));
  }

  private void boundLogs() {
    try {
      do {
        LogFiles.bound(data.logs());
      } while (!stopped.await(LOG_CHECK_SECONDS, TimeUnit.SECONDS));
    } catch (IOException e) {
      LOG.warn("the logs can't be bounded", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long the start took, in milliseconds. */
  public long upMillis() {
    return upMillis;
  }

  /** The accounts and keys of this platform. */
  public Secrets secrets() {
    return secrets;
  }

  /** Where an embedded server answers. */
  public String address(Server server) {
    return startup.address(server);
  }

  /** Waits until everything was stopped, by a signal or {@link #close()}. */
  public void await() throws InterruptedException {
    stopped.await();
  }

  /**
   * Stops services first, then servers, each kind all at once. A second call waits for the first.
   */
  @Override
  public void close() {
    if (first()) {
      closeAll(hosts.keepers());
      startup.settle();
      closeAll(servers.values());
      release(lock);
      stopped.countDown();
      return;
    }
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean first() {
    boolean first = !closing;
    closing = true;
    return first;
  }

  private void closeAll(Collection<Keeper> keepers) {
    CompletableFuture.allOf(
            keepers.stream()
                .map(keeper -> CompletableFuture.runAsync(keeper::close, threads))
                .toArray(CompletableFuture<?>[]::new))
        .exceptionally(
            e -> {
              LOG.warn("something did not stop cleanly", e);
              return null;
            })
        .join();
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("the lock can't be released", e);
    }
  }
}

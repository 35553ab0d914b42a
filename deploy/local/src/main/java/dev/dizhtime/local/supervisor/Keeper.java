package dev.dizhtime.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one thing alive: when it ends without being asked, it is started again, the sooner the
 * longer it had lived.
 */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(300);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration GOOD_LIFE = Duration.ofSeconds(15);

  private final String name;
  private final boolean server;
  private final Supplier<? extends Worker> starter;
  private final Runnable changed;
  private Worker worker;
  private Instant since = Instant.now();
  private int restarts;
  private Duration wait = FIRST_WAIT;
  private boolean closed;

  /** {@code changed} is run after each start and end, and must be quick. */
  Keeper(String name, boolean server, Supplier<? extends Worker> starter, Runnable changed) {
    this.name = name;
    this.server = server;
    this.starter = starter;
    this.changed = changed;
  }

  /** Starts it for the first time, and from then on keeps it; throws what the starter throws. */
  void start() {
    live(starter.get());
  }

  String name() {
    return name;
  }

  /** Completes when the present life ends. */
  synchronized CompletableFuture<Integer> exit() {
    return worker.exit();
  }

  synchronized Optional<RunState.Kept> state() {
    if (worker != null && worker.pid().isEmpty()) {
      return Optional.empty();
    }
    long pid = worker == null ? 0 : worker.pid().getAsLong();
    long started = ProcessHandle.of(pid).map(Processes::startMillis).orElse(0L);
    return Optional.of(new RunState.Kept(name, pid, started, restarts, since, server));
  }

  private void live(Worker fresh) {
    synchronized (this) {
      if (closed) {
        fresh.close();
        return;
      }
      worker = fresh;
      since = Instant.now();
    }
    changed.run();
    fresh.exit().thenAcceptAsync(code -> ended(fresh, code));
  }

  private void ended(Worker former, int code) {
    Duration pause;
    synchronized (this) {
      if (closed || worker != former) {
        return;
      }
      worker = null;
      restarts++;
      boolean lived = since.plus(GOOD_LIFE).isBefore(Instant.now());
      wait = lived ? FIRST_WAIT : wait;
      pause = wait;
      wait = min(wait.multipliedBy(2), LONGEST_WAIT);
      LOG.warn("{} ended (exit code {}); starting it again in {} ms", name, code, pause.toMillis());
    }
    // Frees what it held, e.g. the lock on its directory.
    former.close();
    changed.run();
    Thread.ofPlatform().daemon().name("restart-" + name).start(() -> restart(pause));
  }

  private void restart(Duration pause) {
    var next = pause;
    while (true) {
      try {
        Thread.sleep(next);
        synchronized (this) {
          if (closed) {
            return;
          }
        }
        live(starter.get());
        LOG.info("{} runs again", name);
        return;
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        next = min(next.multipliedBy(2), LONGEST_WAIT);
        LOG.warn("{} could not be started; again in {} ms", name, next.toMillis(), e);
      }
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void close() {
    Worker last;
    synchronized (this) {
      closed = true;
      last = worker;
    }
    if (last != null) {
      last.close();
    }
  }
}

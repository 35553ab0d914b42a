package dev.dizhtime.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The life of a server inside this JVM: it ends once, and orderly. */
final class InProcessLife {
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  boolean alive() {
    return alive.get();
  }

  CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** Runs {@code stop} the first time, and never again. */
  void end(Runnable stop) {
    if (alive.compareAndSet(true, false)) {
      try {
        stop.run();
        exit.complete(0);
      } finally {
        exit.complete(1);
      }
    }
  }
}

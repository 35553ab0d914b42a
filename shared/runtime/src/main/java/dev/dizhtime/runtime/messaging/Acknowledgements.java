package dev.dizhtime.runtime.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for all acknowledgements of what was sent together, failed ones included. */
final class Acknowledgements {
  private final Promise<Void> all = Promise.promise();
  private final AtomicInteger missing;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Acknowledgements(int expected) {
    missing = new AtomicInteger(expected);
  }

  /** One has come; null stands for success. From any thread. */
  void one(Throwable failed) {
    if (failed != null) {
      failure.compareAndSet(null, failed);
    }
    if (missing.decrementAndGet() == 0) {
      if (failure.get() == null) {
        all.tryComplete();
      } else {
        all.tryFail(failure.get());
      }
    }
  }

  /** The others will not come. */
  void fail(Throwable failed) {
    all.tryFail(failed);
  }

  /** Completes when all have come; fails with the first failure. */
  Future<Void> all() {
    return all.future();
  }
}

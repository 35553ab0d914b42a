package dev.dizhtime.runtime.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for all acknowledgements of what was sent together, failed ones included. */
final class Acknowledgements {
  private final Promise<List<Optional<Throwable>>> each = Promise.promise();

  /** Written before the count goes down, read after it is zero. */
  private final Throwable[] failures;

  private final AtomicInteger missing;

  Acknowledgements(int expected) {
    failures = new Throwable[expected];
    missing = new AtomicInteger(expected);
  }

  /** One has come; null stands for success. From any thread. */
  void one(int position, Throwable failed) {
    failures[position] = failed;
    if (missing.decrementAndGet() == 0) {
      each.tryComplete(Arrays.stream(failures).map(Optional::ofNullable).toList());
    }
  }

  /** The others will not come. */
  void fail(Throwable failed) {
    each.tryFail(failed);
  }

  /** Completes when all have come; says of each, in order, why it failed if it did. */
  Future<List<Optional<Throwable>>> each() {
    return each.future();
  }

  /** Completes when all have come; fails with the failure of the foremost that failed. */
  Future<Void> all() {
    return each()
        .compose(
            _ ->
                first().<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture));
  }

  private Optional<Throwable> first() {
    return Arrays.stream(failures).filter(Objects::nonNull).findFirst();
  }
}

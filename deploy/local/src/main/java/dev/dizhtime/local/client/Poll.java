package dev.dizhtime.local.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks until something is there, for a bounded time. */
public final class Poll {
  private static final Duration PAUSE = Duration.ofMillis(40);

  private Poll() {}

  /**
   * What {@code look} finds; throws {@link ApiException} when nothing is there within the bound.
   */
  public static <T> T until(String what, Duration bound, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + bound.toNanos();
    for (var found = look.get(); ; found = look.get()) {
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new ApiException("%s did not happen within %d s.".formatted(what, bound.toSeconds()));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ApiException("Interrupted while waiting: " + what + ".");
      }
    }
  }
}

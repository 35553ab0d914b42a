package dev.dizhtime.local.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the actors are asked for: to order and to be as people are, or, in the calm, to place
 * nothing new and to bring to its end what there is.
 */
final class Mood {
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean calm = true;

  /** Customers order, restaurants and drivers are as people are. */
  void storm() {
    calm = false;
  }

  /** Nobody orders; everybody is quick and does what is asked. */
  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  /** The run is over. */
  void end() {
    over.countDown();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits, or less when the run is over; returns whether it goes on. */
  boolean pause(long millis) {
    try {
      return !over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

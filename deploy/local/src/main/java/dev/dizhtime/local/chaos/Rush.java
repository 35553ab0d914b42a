package dev.dizhtime.local.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several customers who want the last pieces of the same thing at the same instant: together more
 * than there is.
 */
final class Rush {
  static final int CUSTOMERS = 6;

  /** Half of what they want when each takes one or two, or less. */
  static final int PIECES = 4;

  private static final long FIRST_MILLIS = 2_000;
  private static final long BETWEEN_MILLIS = 7_000;
  private static final long TOGETHER_MILLIS = 3_000;

  private final Mood mood;
  private final Random random;
  private final List<Kitchen> kitchens;
  private final List<Customer> customers;
  private final AtomicInteger orders = new AtomicInteger();

  Rush(Mood mood, Random random, List<Kitchen> kitchens, List<Customer> customers) {
    this.mood = mood;
    this.random = random;
    this.kitchens = kitchens;
    this.customers = customers;
  }

  /** Lets people rush now and then, at one kitchen after the other, until the run is over. */
  void live() {
    var turns = new ArrayList<Kitchen>();
    for (boolean goesOn = mood.pause(FIRST_MILLIS);
        goesOn;
        goesOn = mood.pause(BETWEEN_MILLIS / 2 + random.nextLong(BETWEEN_MILLIS))) {
      if (!mood.isCalm()) {
        if (turns.isEmpty()) {
          turns.addAll(kitchens);
          Collections.shuffle(turns, random);
        }
        begin(turns.removeLast());
      }
    }
  }

  private void begin(Kitchen kitchen) {
    var hungry = new ArrayList<>(customers);
    Collections.shuffle(hungry, random);
    var together = new CyclicBarrier(CUSTOMERS);
    for (Customer customer : hungry.subList(0, CUSTOMERS)) {
      Thread.ofVirtual()
          .name("rush")
          .start(
              () -> {
                if (customer.rush(kitchen, () -> meet(together))) {
                  orders.incrementAndGet();
                }
              });
    }
  }

  /** Who gets no quote does not come, and the others go ahead together when they have waited. */
  private static void meet(CyclicBarrier together) {
    try {
      together.await(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (BrokenBarrierException | TimeoutException _) {
      // All who came were let go at this same moment.
    }
  }

  /** How many orders were placed in a rush. */
  int orders() {
    return orders.get();
  }
}

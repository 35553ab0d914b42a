package dev.dizhtime.local.chaos;

import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The people of a run: the same few all the time, so that their wallets run dry and their shifts go
 * on through every fault. Each acts on a thread of its own.
 */
final class Crowd implements AutoCloseable {
  static final int CUSTOMERS = 10;
  static final int DRIVERS = 10;
  private static final int KITCHENS = 3;
  private static final int DUE_AT_MOST = 4;
  private static final double BLOCK_DEGREES = 0.0035;

  private final Street street;
  private final long seed;
  private final double ordersPerSecond;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Customer> customers = new ArrayList<>();
  private final Semaphore due = new Semaphore(0);

  /**
   * What all actors share.
   *
   * @param gateway asks once; patience is the actors' own
   * @param admin knows the codes of all orders
   */
  record Street(
      GatewayClient gateway,
      User admin,
      Mood mood,
      Patience patience,
      Acknowledged acknowledged,
      Recovery recovery) {}

  Crowd(Street street, long seed, double ordersPerSecond) {
    this.street = street;
    this.seed = seed;
    this.ordersPerSecond = ordersPerSecond;
  }

  /** Registers everybody and sets them going; all being well. */
  void start() {
    var kitchens = new ArrayList<Kitchen>();
    for (int i = 0; i < KITCHENS; i++) {
      kitchens.add(Kitchen.open(street, someone("restaurant", "owner", i), i));
    }
    var centre = kitchens.getFirst().point();
    for (int i = 0; i < DRIVERS; i++) {
      double angle = 2 * Math.PI * i / DRIVERS;
      var where =
          new Point(
              centre.lat() + BLOCK_DEGREES * Math.sin(angle),
              centre.lon() + BLOCK_DEGREES * Math.cos(angle));
      var driver = new Driver(street, someone("driver", "driver", i), random(1_000 + i), where);
      driver.goOnline();
      run("driver-" + i, driver::live);
    }
    for (int i = 0; i < CUSTOMERS; i++) {
      var customer = new Customer(street, someone("customer", "customer", i), random(i), kitchens);
      customer.prepare();
      customers.add(customer);
      run("customer-" + i, () -> customer.live(due));
    }
    for (int i = 0; i < KITCHENS; i++) {
      run("kitchen-" + i, kitchens.get(i)::live);
    }
    run("bell", this::ring);
  }

  /** Lets one customer after the other order; what nobody takes up in time is dropped. */
  private void ring() {
    var random = random(-1);
    do {
      if (!street.mood().isCalm() && due.availablePermits() < DUE_AT_MOST) {
        due.release();
      }
    } while (street
        .mood()
        .pause((long) (-Math.log(1 - random.nextDouble()) * 1_000 / ordersPerSecond)));
  }

  private Random random(int index) {
    return new Random(seed * 31 + index);
  }

  private User someone(String role, String name, int index) {
    var account =
        new Account(
            "%s-%d@chaos.dizhtime.local".formatted(name, index),
            UUID.nameUUIDFromBytes(
                    (seed + name + index).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString(),
            "Chaos " + name + " " + index,
            role);
    return User.registered(street.gateway(), account);
  }

  private void run(String name, Runnable life) {
    threads.add(Thread.ofVirtual().name(name).start(life));
  }

  /** Tells each customer. */
  void customers(Consumer<Customer> what) {
    customers.forEach(what);
  }

  @Override
  public void close() {
    street.mood().end();
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}

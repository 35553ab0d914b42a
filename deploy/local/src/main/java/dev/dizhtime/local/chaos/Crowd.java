package dev.dizhtime.local.chaos;

import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The people of a run: the same few all the time, so that their wallets run dry and their shifts go
 * on through every fault. Each acts on a thread of its own.
 */
final class Crowd implements AutoCloseable {
  static final int CUSTOMERS = 10;
  static final int DRIVERS = 10;
  private static final int KITCHENS = 3;
  private static final int DUE_AT_MOST = 4;
  private static final int PREPARED_AT_ONCE = 4;
  private static final double BLOCK_DEGREES = 0.0035;

  private final Street street;
  private final long seed;
  private final double ordersPerSecond;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Kitchen> kitchens = new ArrayList<>();
  private final List<Customer> customers = new ArrayList<>();
  private final Semaphore due = new Semaphore(0);
  private Rush rush;

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
      Recovery recovery) {
    /**
     * Asks until there is an answer for what must not be done twice; it counts as unanswered until
     * its promise is kept in mind.
     *
     * @param promised takes the answer when it was done
     * @return that answer; empty when it was refused, or the run ended
     */
    Optional<Answer> insist(Supplier<Answer> request, Consumer<Answer> promised) {
      acknowledged.asked();
      var answer = patience.until(request);
      var done = answer.filter(Answer::done);
      done.ifPresent(promised);
      answer.ifPresent(_ -> acknowledged.answered());
      return done;
    }
  }

  Crowd(Street street, long seed, double ordersPerSecond) {
    this.street = street;
    this.seed = seed;
    this.ordersPerSecond = ordersPerSecond;
  }

  /** Registers everybody through a patient client and sets them going. */
  void start(GatewayClient patient) {
    Promotion.offer(street.admin().through(patient));
    kitchens.addAll(
        prepare(KITCHENS, i -> Kitchen.open(street, someone(patient, "restaurant", i), i)));
    kitchens.forEach(kitchen -> kitchen.restock(0));
    var centre = kitchens.getFirst().point();
    var drivers = prepare(DRIVERS, i -> driver(patient, i, centre));
    customers.addAll(prepare(CUSTOMERS, i -> customer(patient, i, kitchens)));
    drivers.forEach(driver -> run("driver", driver::live));
    customers.forEach(customer -> run("customer", () -> customer.live(due)));
    kitchens.forEach(kitchen -> run("kitchen", kitchen::live));
    run("bell", this::ring);
    rush = new Rush(street.mood(), random(-2), kitchens, customers);
    run("rush", rush::live);
  }

  private Driver driver(GatewayClient patient, int index, Point centre) {
    double angle = 2 * Math.PI * index / DRIVERS;
    var where =
        new Point(
            centre.lat() + BLOCK_DEGREES * Math.sin(angle),
            centre.lon() + BLOCK_DEGREES * Math.cos(angle));
    var driver =
        new Driver(
            street,
            someone(patient, "driver", index).through(street.gateway()),
            random(1_000 + index),
            where);
    driver.goOnline();
    return driver;
  }

  private Customer customer(GatewayClient patient, int index, List<Kitchen> kitchens) {
    var customer =
        new Customer(
            street,
            someone(patient, "customer", index).through(street.gateway()),
            random(index),
            kitchens);
    customer.prepare();
    return customer;
  }

  /** Some at once; throws what the first of them throws that fails. */
  private static <T> List<T> prepare(int count, IntFunction<T> make) {
    try (var all = Executors.newFixedThreadPool(PREPARED_AT_ONCE)) {
      var making =
          IntStream.range(0, count)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> make.apply(i), all))
              .toList();
      return making.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ApiException refused ? refused : e;
    }
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

  private User someone(GatewayClient patient, String role, int index) {
    var password = (seed + role + index).getBytes(StandardCharsets.UTF_8);
    var account =
        new Account(
            "%s-%d@chaos.dizhtime.local".formatted(role, index),
            UUID.nameUUIDFromBytes(password).toString(),
            "Chaos " + role + " " + index,
            role);
    var user = User.registered(patient, account);
    user.userId();
    return user;
  }

  private void run(String name, Runnable life) {
    threads.add(Thread.ofVirtual().name(name).start(life));
  }

  /** Tells each customer. */
  void customers(Consumer<Customer> what) {
    customers.forEach(what);
  }

  /** What the kitchens count. */
  List<Shelf> shelves() {
    return kitchens.stream().map(Kitchen::shelf).toList();
  }

  /**
   * Fills the shelves up, while no order is under way.
   *
   * @param left how many are on each now
   */
  void restock(ToLongFunction<Shelf> left) {
    kitchens.forEach(kitchen -> kitchen.restock(left.applyAsLong(kitchen.shelf())));
  }

  /** How many orders were placed in a rush. */
  int rushed() {
    return rush.orders();
  }

  @Override
  public void close() {
    street.mood().end();
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}

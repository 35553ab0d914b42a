package dev.dizhtime.local.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the platform has promised to its users, by the answers that they have seen. */
final class Acknowledged {
  private final Map<String, String> orderByKey = new ConcurrentHashMap<>();
  private final Map<String, Order> orders = new ConcurrentHashMap<>();
  private final Map<String, TopUp> topUpByKey = new ConcurrentHashMap<>();
  private final Map<String, Deposit> depositByKey = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();

  /**
   * An order whose placing was answered with 201.
   *
   * @param customerId who placed it
   * @param sentNanos when the request was sent that was answered
   * @param scheduledFor when the customer wants it; null for as soon as possible
   */
  record Order(String orderId, String customerId, long sentNanos, Instant scheduledFor) {}

  /** Money put into a wallet, answered with 201. */
  record TopUp(String customerId, long amountMinor) {}

  /** Cash that a driver brought in, answered with 201. */
  record Deposit(String driverId, long amountMinor) {}

  /** A request that must not be done twice is on its way. */
  void asked() {
    unanswered.incrementAndGet();
  }

  /** It was answered. */
  void answered() {
    unanswered.decrementAndGet();
  }

  /** How many such requests have no answer yet. */
  int unanswered() {
    return unanswered.get();
  }

  /** A 201 to a placing; the same key must always name the same order. */
  void placed(String key, Order order) {
    var earlier = orderByKey.putIfAbsent(key, order.orderId());
    if (earlier != null && !earlier.equals(order.orderId())) {
      broken.add("key %s made orders %s and %s".formatted(key, earlier, order.orderId()));
    }
    orders.putIfAbsent(order.orderId(), order);
  }

  /** A 201 to a top-up. */
  void toppedUp(String key, TopUp topUp) {
    topUpByKey.putIfAbsent(key, topUp);
  }

  /** A 201 to a deposit. */
  void deposited(String key, Deposit deposit) {
    depositByKey.putIfAbsent(key, deposit);
  }

  Optional<Order> order(String orderId) {
    return Optional.ofNullable(orders.get(orderId));
  }

  List<Order> orders() {
    return List.copyOf(orders.values());
  }

  int placed() {
    return orders.size();
  }

  List<TopUp> topUps() {
    return new ArrayList<>(topUpByKey.values());
  }

  List<Deposit> deposits() {
    return List.copyOf(depositByKey.values());
  }

  /** Orders for later. */
  List<Order> forLater() {
    return orders.values().stream().filter(order -> order.scheduledFor() != null).toList();
  }

  /** Promises that contradict each other. */
  List<String> broken() {
    return List.copyOf(broken);
  }
}

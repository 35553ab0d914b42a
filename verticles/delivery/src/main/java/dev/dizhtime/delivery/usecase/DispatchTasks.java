package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryOffered;
import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings tasks and drivers together, one task per transaction; several instances may do so at once.
 */
public final class DispatchTasks {
  /** Steps per run, so that a stop need not wait long. */
  public static final int MAX_STEPS = 200;

  private final Transactions transactions;
  private final DispatchPolicy policy;

  public DispatchTasks(Transactions transactions, DispatchPolicy policy) {
    this.transactions = transactions;
    this.policy = policy;
  }

  /**
   * Takes back offers that have expired, then offers what can be offered.
   *
   * @return whether there may be more to do at once
   */
  public boolean run() throws Exception {
    int steps = 0;
    while (steps < MAX_STEPS && transactions.run(this::takeBackOne)) {
      steps++;
    }
    while (steps < MAX_STEPS && transactions.run(this::offerOne)) {
      steps++;
    }
    return steps == MAX_STEPS;
  }

  private boolean takeBackOne(UnitOfWork work) {
    Optional<Task> expired = work.tasks().lockNextExpiredOffer();
    if (expired.isEmpty() || !(expired.get().withdrawOffer() instanceof Changed(Task waiting))) {
      return false;
    }
    UserId driver = expired.get().driverId();
    work.tasks().save(waiting);
    work.tasks().rememberExpired(waiting.id(), driver);
    work.drivers().free(driver, waiting);
    return true;
  }

  private boolean offerOne(UnitOfWork work) {
    Optional<Task> next = work.tasks().lockNextToOffer(policy);
    Optional<UserId> driver = next.flatMap(task -> work.drivers().lockBestFor(task, policy));
    if (driver.isEmpty()) {
      return false;
    }
    Instant now = work.now();
    Instant expiresAt = now.plus(policy.offerDuration());
    Task offered = next.get().offerTo(driver.get(), expiresAt);
    work.tasks().save(offered);
    work.drivers().book(driver.get(), offered);
    work.tell(
        offered,
        new DeliveryOffered(offered.id(), offered.orderId(), driver.get(), expiresAt, now));
    return true;
  }
}

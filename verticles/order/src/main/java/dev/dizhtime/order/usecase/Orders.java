package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Deadlines;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.SagaStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The orders as one transaction sees them. Whatever is written here commits as a whole or not. */
public interface Orders {
  /**
   * Adds an order and locks it; its messages are sent if and when the transaction commits.
   *
   * @return false, and nothing is added, when its quote was placed before
   */
  boolean add(Order order, List<SagaStep> steps, Deadlines deadlines, List<Message> messages);

  /** The order, locked to the end of the transaction. */
  Optional<Order> lock(OrderId orderId);

  /**
   * The order, locked, if it is one that this restaurant owner answers, or one of a restaurant
   * whose staff may.
   */
  Optional<Order> lockOfRestaurant(UserId ownerId, Set<RestaurantId> staffOf, OrderId orderId);

  /** The order, locked, if it is one that this customer placed. */
  Optional<Order> lockPlacedBy(UserId customerId, OrderId orderId);

  /** Orders that wait for a restaurant's answer, oldest first; not locked. */
  List<OrderId> awaitingAnswer(RestaurantId restaurantId, int limit);

  /**
   * Keeps how far a locked order has come; its messages are sent if and when the transaction
   * commits.
   *
   * @param steps go to the end of its saga log
   */
  void keep(Order order, List<SagaStep> steps, Deadlines deadlines, List<Message> messages);

  /**
   * A deadline that has passed by the database's clock, locked together with its order; those that
   * somebody else has locked are left to them.
   */
  Optional<DueDeadline> claimDue();

  /** Puts off a deadline that could not be worked on, so that the others get their turn. */
  void postpone(DueDeadline due, Duration by);

  /** Keeps what an operator did. */
  void audit(OperatorEntry entry);

  /** Does this if and when the transaction has committed. */
  void afterCommit(Runnable action);
}

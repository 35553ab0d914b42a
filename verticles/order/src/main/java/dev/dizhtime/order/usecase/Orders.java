package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.SagaStep;
import java.util.List;
import java.util.Optional;

/** The orders as one transaction sees them. Whatever is written here commits as a whole or not. */
public interface Orders {
  /**
   * Adds an order and locks it; its messages are sent if and when the transaction commits.
   *
   * @return false, and nothing is added, when its quote was placed before
   */
  boolean add(Order order, List<SagaStep> steps, List<Message> messages);

  /** The order, locked to the end of the transaction. */
  Optional<Order> lock(OrderId orderId);

  /** The order, locked, if it is one that this restaurant owner answers. */
  Optional<Order> lockOwnedBy(UserId ownerId, OrderId orderId);

  /**
   * Keeps how far a locked order has come; its messages are sent if and when the transaction
   * commits.
   *
   * @param steps go to the end of its saga log
   */
  void keep(Order order, List<SagaStep> steps, List<Message> messages);
}

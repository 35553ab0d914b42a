package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.delivery.model.Task;
import java.util.Optional;

/** The tasks. Whatever locks a task holds it to the end of the transaction. */
public interface Tasks {
  /** Adds a task, locked; false when the order has one already. */
  boolean add(Task task);

  /** Locks a task that is offered to or held by this driver; empty when it is not theirs. */
  Optional<Task> lockOf(UserId driver, TaskId id);

  /** Locks what is offered to this driver at present. */
  Optional<Task> lockOfferOf(UserId driver);

  /** Locks the task of an order. */
  Optional<Task> lockOfOrder(OrderId order);

  /**
   * Locks the oldest task that waits for a driver and could get one now; passes over those that
   * another transaction is at.
   */
  Optional<Task> lockNextToOffer(DispatchPolicy policy);

  /** Locks a task whose offer was not answered in time; passes over those being worked on. */
  Optional<Task> lockNextExpiredOffer();

  /** Stores what may change of a locked task. */
  void save(Task task);

  /** Remembers that a driver said no. */
  void rememberDeclined(TaskId id, UserId driver);

  /** Remembers that a driver said nothing. */
  void rememberExpired(TaskId id, UserId driver);

  /**
   * Whether the order was over before its delivery was asked for. Holds back who would end it, so
   * that an end is either seen here or sees the task.
   */
  boolean orderIsOver(OrderId order);

  /** Remembers that an order is over, whether or not it has a task yet. */
  void rememberOver(OrderId order, String reason);

  /** Remembers that the kitchen has finished an order, whether or not it has a task yet. */
  void rememberReady(OrderId order);
}

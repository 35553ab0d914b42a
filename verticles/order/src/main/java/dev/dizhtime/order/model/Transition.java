package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import java.util.List;

/** What a fact makes of an order. */
public sealed interface Transition {
  /**
   * The order goes on.
   *
   * @param order as it is from now on; in the same state when the fact only adds to what is known
   * @param messages to send, in this order
   * @param detail for the saga log; null when the step's name says it all
   */
  record Moved(Order order, List<Message> messages, String detail) implements Transition {
    public Moved {
      messages = List.copyOf(messages);
    }
  }

  /** A report that comes late or twice, or that nobody waits for: nothing changes. */
  record Ignored(String reason) implements Transition {}

  /** An action that is not possible in the order's state: nothing changes, the actor is told. */
  record Refused(String reason) implements Transition {}
}

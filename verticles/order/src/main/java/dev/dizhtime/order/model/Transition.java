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

  /**
   * A report that comes late or twice, or that nobody waits for, or an action that is done already:
   * nothing changes.
   */
  record Ignored(String reason) implements Transition {}

  /**
   * An action that is not possible: nothing changes, the actor is told.
   *
   * @param kind what sort of refusal
   * @param reason a sentence
   */
  record Refused(Kind kind, String reason) implements Transition {
    /** Sorts of refusals. */
    public enum Kind {
      /** Not in the order's state. */
      WRONG_STATE,
      /** Something is awaited first; it may be asked for again. */
      NOT_YET,
      /** It costs more than the actor is ready to pay. */
      COST,
      /** What was asked for can't be accepted, whatever the state. */
      VALUE
    }
  }

  /** The order goes on, without more to say. */
  static Moved move(Order next, Message... messages) {
    return note(next, null, messages);
  }

  /** The order goes on, with a detail for the log. */
  static Moved note(Order next, String detail, Message... messages) {
    return new Moved(next, List.of(messages), detail);
  }

  static Ignored ignore(String reason) {
    return new Ignored(reason);
  }

  /** Refused in the state that the order is in. */
  static Refused refuse(Order order, String participle) {
    return new Refused(
        Refused.Kind.WRONG_STATE,
        "An order that is %s can't be %s".formatted(order.state(), participle));
  }
}

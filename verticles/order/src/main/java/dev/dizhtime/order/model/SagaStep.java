package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of an order's saga log.
 *
 * @param kind what sort of line it is
 * @param name in words, e.g. "funds reserved"
 * @param state the order's, after the step
 * @param messageType what arrived or was sent; null when a person acted
 * @param at when it was applied here
 * @param detail null when the name says it all
 */
public record SagaStep(
    Kind kind, String name, OrderState state, String messageType, Instant at, String detail) {
  private static final String PLACED = "placed";

  /** Sorts of lines. */
  public enum Kind {
    /** Something happened, and the order went on. */
    FACT,
    /** Another service was asked to do something. */
    COMMAND,
    /** Something was reported that changed nothing. */
    IGNORED
  }

  /** The lines of a beginning. */
  public static List<SagaStep> begun(Order placed, List<Message> messages) {
    var first = new SagaStep(Kind.FACT, PLACED, placed.state(), null, placed.placedAt(), null);
    return withCommands(first, messages);
  }

  /** The lines of a fact that moved the order. */
  public static List<SagaStep> moved(Fact fact, Transition.Moved moved, Instant now) {
    var first =
        new SagaStep(
            Kind.FACT, fact.step(), moved.order().state(), type(fact), now, moved.detail());
    return withCommands(first, moved.messages());
  }

  /** The line of a fact that changed nothing. */
  public static SagaStep ignored(Fact fact, Order order, String reason, Instant now) {
    return new SagaStep(Kind.IGNORED, fact.step(), order.state(), type(fact), now, reason);
  }

  private static List<SagaStep> withCommands(SagaStep first, List<Message> messages) {
    List<SagaStep> steps = new ArrayList<>();
    steps.add(first);
    for (Message message : messages) {
      if (Messages.topicOf(message.getClass()).kind() == Topic.Kind.COMMANDS) {
        String name = words(message.getClass().getSimpleName()) + " sent";
        String type = Messages.typeOf(message.getClass());
        steps.add(new SagaStep(Kind.COMMAND, name, first.state, type, first.at, null));
      }
    }
    return steps;
  }

  /** "ReserveFunds" in words. */
  private static String words(String className) {
    return className.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
  }

  private static String type(Fact fact) {
    return fact.message().map(Messages::typeOf).orElse(null);
  }
}

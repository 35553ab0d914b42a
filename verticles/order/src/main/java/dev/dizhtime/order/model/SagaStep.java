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
    IGNORED,
    /** A wait began, or passed without ending the order's state. */
    DEADLINE,
    /** An operator did something. */
    OPERATOR
  }

  /** The lines of a beginning. */
  public static List<SagaStep> begun(Transition.Moved moved, Deadlines deadlines) {
    Order placed = moved.order();
    var first =
        new SagaStep(Kind.FACT, PLACED, placed.state(), null, placed.placedAt(), moved.detail());
    return withMore(first, moved.messages(), deadlines);
  }

  /** The lines of a fact that moved the order. */
  public static List<SagaStep> moved(
      Fact fact, OrderState before, Transition.Moved moved, Deadlines deadlines, Instant now) {
    OrderState after = moved.order().state();
    var first =
        new SagaStep(
            kind(fact, before != after), fact.step(), after, type(fact), now, moved.detail());
    return withMore(first, moved.messages(), deadlines);
  }

  private static Kind kind(Fact fact, boolean elsewhere) {
    return switch (fact) {
      case Fact.OperatorActs _ -> Kind.OPERATOR;
      case Fact.DeadlinePassed _ -> elsewhere ? Kind.FACT : Kind.DEADLINE;
      default -> Kind.FACT;
    };
  }

  /** The line of a fact that changed nothing. */
  public static SagaStep ignored(Fact fact, Order order, String reason, Instant now) {
    return new SagaStep(Kind.IGNORED, fact.step(), order.state(), type(fact), now, reason);
  }

  private static List<SagaStep> withMore(
      SagaStep first, List<Message> messages, Deadlines deadlines) {
    List<SagaStep> steps = new ArrayList<>();
    steps.add(first);
    for (Message message : messages) {
      if (Messages.topicOf(message.getClass()).kind() == Topic.Kind.COMMANDS) {
        String name = words(message.getClass().getSimpleName()) + " sent";
        String type = Messages.typeOf(message.getClass());
        steps.add(new SagaStep(Kind.COMMAND, name, first.state, type, first.at, null));
      }
    }
    for (Deadlines.Deadline each : deadlines.set()) {
      String name = each.kind().words() + " deadline set";
      steps.add(
          new SagaStep(Kind.DEADLINE, name, first.state, null, first.at, "in " + each.after()));
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

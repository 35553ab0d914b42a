package dev.dizhtime.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Given an order, when a fact comes, then this.
 *
 * <pre>{@code
 * given(PLACED).when(new FundsReserved()).then(FUNDS_RESERVED, OrderFunded.class);
 * }</pre>
 */
final class Scenario {
  private final Order before;
  private Order order;
  private Fact fact;
  private Transition transition;

  private Scenario(Order order) {
    this.before = order;
    this.order = order;
  }

  static Scenario given(OrderState state) {
    return new Scenario(Given.orderIn(state));
  }

  static Scenario given(Order order) {
    return new Scenario(order);
  }

  /** Tells the saga; what an earlier fact changed stays. */
  Scenario when(Fact next) {
    fact = next;
    transition = Saga.on(order, fact, SagaRules.USUAL, Given.NOW);
    if (transition instanceof Transition.Moved moved) {
      order = moved.order();
    }
    return this;
  }

  /** The last fact moved the order to this state and sent exactly these, in this order. */
  @SafeVarargs
  final Scenario then(OrderState state, Class<? extends Message>... sent) {
    assertThat(transition).as("%s on %s", fact, before).isInstanceOf(Transition.Moved.class);
    assertThat(order.state()).isEqualTo(state);
    List<Class<?>> expected = new ArrayList<>();
    for (Class<?> each : sent) {
      expected.add(each);
    }
    assertThat(typesOf(messages())).isEqualTo(expected);
    return this;
  }

  Scenario funds(Funds funds) {
    assertThat(order.funds()).isEqualTo(funds);
    return this;
  }

  Scenario detail(String detail) {
    assertThat(((Transition.Moved) transition).detail()).isEqualTo(detail);
    return this;
  }

  /** The last fact changed nothing, and nobody is told. */
  void thenIgnored() {
    assertThat(transition).as("%s on %s", fact, before).isInstanceOf(Transition.Ignored.class);
  }

  /** The last fact changed nothing, and whoever acted is told why. */
  void thenRefused() {
    assertThat(transition).as("%s on %s", fact, before).isInstanceOf(Transition.Refused.class);
  }

  static List<?> typesOf(List<Message> messages) {
    return messages.stream().map(Object::getClass).toList();
  }

  Order order() {
    return order;
  }

  /** What the last fact sent. */
  List<Message> messages() {
    return ((Transition.Moved) transition).messages();
  }
}

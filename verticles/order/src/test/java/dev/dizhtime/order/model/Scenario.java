package dev.dizhtime.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.order.CancelledBy;
import java.util.ArrayList;
import java.util.List;

/**
 * Given an order, when a fact comes, then this.
 *
 * <pre>{@code
 * given(PLACED).when(new FundsReserved(0)).then(FUNDS_RESERVED, OrderFunded.class);
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

  /** A customer says yes to these terms. */
  static Scenario placing(Terms terms) {
    Scenario scenario = new Scenario(Given.placed(terms));
    Transition.Moved begun = Saga.begin(scenario.order, SagaRules.USUAL);
    scenario.transition = begun;
    scenario.order = begun.order();
    return scenario;
  }

  /** Exactly these are waited for now. */
  Scenario waitsFor(DeadlineKind... kinds) {
    assertThat(Saga.deadlines(order, SagaRules.USUAL).set())
        .extracting(Deadlines.Deadline::kind)
        .containsExactlyInAnyOrder(kinds);
    return this;
  }

  /** Nothing is to come any more. */
  void over() {
    assertThat(order.open()).isFalse();
    waitsFor();
  }

  Scenario attempt(int attempt) {
    assertThat(order.purse().attempt()).isEqualTo(attempt);
    return this;
  }

  /** What calling off has cost, and who did it. */
  Scenario cancelledBy(CancelledBy by, String reason, long costMinor) {
    assertThat(order.cancellation().by()).isEqualTo(by);
    assertThat(order.cancellation().reason()).isEqualTo(reason);
    assertThat(order.cancellation().cost().amountMinor()).isEqualTo(costMinor);
    return this;
  }

  /** An operator should look, or need not. */
  Scenario attention(boolean wanted) {
    assertThat(order.attention() != null).isEqualTo(wanted);
    return this;
  }

  /** The only command of this type that the last fact sent. */
  <M extends Message> M command(Class<M> type) {
    return messages().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
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
  Scenario thenIgnored() {
    assertThat(transition).as("%s on %s", fact, before).isInstanceOf(Transition.Ignored.class);
    return this;
  }

  /** The last fact changed nothing, and whoever acted is told why. */
  Scenario thenRefused(Transition.Refused.Kind kind) {
    assertThat(transition).as("%s on %s", fact, before).isInstanceOf(Transition.Refused.class);
    assertThat(((Transition.Refused) transition).kind()).isEqualTo(kind);
    return this;
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

package dev.dizhtime.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sort of fact in every state, as {@link Given#orderIn} has it: where it leads, or {@code i}
 * for ignored, {@code r} for refused, {@code =} for moved within the state. A state, a fact, a
 * deadline or an operator's action that is added fails here until it is decided.
 */
class SagaTableTest {
  /** Long names of states are cut. */
  private static final String TABLE =
      """
                            |PLACED   |SCHEDULED|FUNDS_RES|ACCEPTED |PREPARING|READY    |PICKED_UP|DELIVERED|SETTLED|REJECTED|CANCELLED|FAILED|UNDELIVER
      reserved              |FUNDS_RES|i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |=     |i
      reserve refused       |FAILED   |i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      capture refused       |i        |i        |i        |i        |i        |i        |i        |=        |i      |i       |i        |i     |=
      release refused       |i        |i        |i        |i        |i        |i        |i        |i        |i      |=       |=        |i     |i
      captured              |i        |i        |i        |i        |i        |i        |i        |SETTLED  |i      |i       |i        |i     |=
      released              |i        |i        |i        |i        |i        |i        |i        |i        |i      |=       |=        |i     |i
      expired               |FAILED   |FAILED   |FAILED   |CANCELLED|CANCELLED|CANCELLED|=        |=        |i      |=       |=        |i     |=
      adjusted              |i        |i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      adjustment refused    |i        |i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      assigned              |i        |i        |i        |=        |=        |i        |i        |i        |i      |i       |i        |i     |i
      unassigned            |i        |i        |i        |i        |i        |=        |i        |i        |i      |i       |i        |i     |i
      picked up             |i        |i        |i        |PICKED_UP|PICKED_UP|PICKED_UP|i        |i        |i      |i       |=        |i     |i
      delivered             |i        |i        |i        |i        |i        |i        |DELIVERED|i        |i      |i       |=        |i     |i
      abandoned             |i        |i        |i        |i        |i        |i        |FAILED   |i        |i      |i       |i        |i     |i
      undeliverable         |i        |i        |i        |i        |i        |i        |UNDELIVER  |i        |i      |i       |i        |i     |i
      called off            |i        |i        |i        |CANCELLED|CANCELLED|CANCELLED|i        |i        |i      |i       |i        |i     |i
      stock taken           |i        |i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      sold out              |REJECTED |REJECTED |REJECTED |CANCELLED|CANCELLED|CANCELLED|i        |i        |i      |i       |i        |i     |i
      closed                |i        |i        |REJECTED |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      accepts               |r        |r        |ACCEPTED |r        |r        |r        |r        |r        |r      |r       |r        |r     |r
      prepares              |r        |r        |r        |PREPARING|r        |r        |r        |r        |r      |r       |r        |r     |r
      is ready              |r        |r        |r        |READY    |READY    |r        |r        |r        |r      |r       |r        |r     |r
      rejects               |r        |REJECTED |REJECTED |CANCELLED|CANCELLED|CANCELLED|r        |r        |r      |r       |r        |r     |r
      cancels               |CANCELLED|CANCELLED|CANCELLED|CANCELLED|CANCELLED|CANCELLED|r        |r        |r      |r       |r        |r     |r
      asks for refund       |r        |r        |r        |r        |r        |r        |r        |r        |=      |r       |r        |r     |r
      operator RETRY        |=        |r        |r        |=        |=        |r        |r        |=        |r      |=       |=        |r     |=
      operator RESUME       |=        |=        |=        |=        |=        |=        |=        |=        |r      |=       |=        |r     |=
      operator COMPENSATE   |FAILED   |REJECTED |REJECTED |CANCELLED|CANCELLED|CANCELLED|FAILED   |=        |r      |i       |i        |r     |=
      operator FORCE_CANCEL |CANCELLED|CANCELLED|CANCELLED|CANCELLED|CANCELLED|CANCELLED|CANCELLED|CANCELLED|r      |i       |i        |r     |=
      passed FUNDS          |=        |i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      passed START          |i        |FUNDS_RES|i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      passed ANSWER         |i        |i        |REJECTED |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      passed KITCHEN        |i        |i        |i        |CANCELLED|CANCELLED|i        |i        |i        |i      |i       |i        |i     |i
      passed DRIVER         |i        |i        |i        |CANCELLED|CANCELLED|i        |i        |i        |i      |i       |i        |i     |i
      passed PICKUP         |i        |i        |i        |i        |i        |=        |i        |i        |i      |i       |i        |i     |i
      passed FETCHING       |i        |i        |i        |CANCELLED|CANCELLED|CANCELLED|i        |i        |i      |i       |i        |i     |i
      passed DROPOFF        |i        |i        |i        |i        |i        |i        |FAILED   |i        |i      |i       |i        |i     |i
      passed CAPTURE        |i        |i        |i        |i        |i        |i        |i        |=        |i      |i       |i        |i     |=
      passed RELEASE        |i        |i        |i        |i        |i        |i        |i        |i        |i      |=       |=        |i     |i
      passed ADJUSTMENT     |i        |i        |i        |i        |i        |i        |i        |i        |i      |i       |i        |i     |i
      """;

  private static final int NAME_LENGTH = 9;

  static Stream<String> facts() {
    return Facts.ALL.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void everyFactIsDecidedInEveryState(String name) {
    for (OrderState state : OrderState.values()) {
      Transition transition =
          Saga.on(Given.orderIn(state), Facts.ALL.get(name), SagaRules.USUAL, Given.NOW);

      assertThat(symbol(state, transition))
          .as("%s in %s", name, state)
          .isEqualTo(cell(name, state));
    }
  }

  @Test
  void noSortOfFactIsLeftOut() {
    List<Class<?>> sorts = new ArrayList<>();
    for (Class<?> kind : Fact.class.getPermittedSubclasses()) {
      sorts.addAll(Arrays.asList(kind.getPermittedSubclasses()));
    }
    assertThat(Facts.ALL.values().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(sorts);
  }

  @Test
  void whatMovesAnOrderNeverLeavesATerminalState() {
    for (OrderState state : OrderState.values()) {
      for (Fact fact : Facts.ALL.values()) {
        Transition transition = Saga.on(Given.orderIn(state), fact, SagaRules.USUAL, Given.NOW);
        if (state.terminal() && transition instanceof Transition.Moved moved) {
          assertThat(moved.order().state()).as("%s in %s", fact, state).isEqualTo(state);
        }
      }
    }
  }

  private static String symbol(OrderState before, Transition transition) {
    return switch (transition) {
      case Transition.Ignored _ -> "i";
      case Transition.Refused _ -> "r";
      case Transition.Moved moved when moved.order().state() == before -> "=";
      case Transition.Moved moved -> cut(moved.order().state());
    };
  }

  private static String cut(OrderState state) {
    String name = state.name();
    return name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
  }

  private static String cell(String fact, OrderState state) {
    Map<String, String[]> rows = new LinkedHashMap<>();
    TABLE.lines().map(line -> line.split("\\|")).forEach(row -> rows.put(row[0].strip(), row));
    assertThat(rows).containsKey(fact);
    int column = 1;
    while (!rows.get("")[column].strip().equals(cut(state))) {
      column++;
    }
    return rows.get(fact)[column].strip();
  }
}

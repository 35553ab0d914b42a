package dev.dizhtime.order.model;

import static dev.dizhtime.order.model.Given.DRIVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.order.model.Fact.DeliveryCalledOff;
import dev.dizhtime.order.model.Fact.DriverAssigned;
import dev.dizhtime.order.model.Fact.DriverDelivered;
import dev.dizhtime.order.model.Fact.DriverPickedUp;
import dev.dizhtime.order.model.Fact.FundsCaptured;
import dev.dizhtime.order.model.Fact.FundsRefused;
import dev.dizhtime.order.model.Fact.FundsReleased;
import dev.dizhtime.order.model.Fact.FundsReserved;
import dev.dizhtime.order.model.Fact.RestaurantAccepts;
import dev.dizhtime.order.model.Fact.RestaurantIsReady;
import dev.dizhtime.order.model.Fact.RestaurantPrepares;
import dev.dizhtime.order.model.Fact.RestaurantRejects;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fact in every state: where it leads, or {@code i} for ignored, {@code r} for refused,
 * {@code =} for noted in the same state. A state or a fact that is added fails here until it is
 * decided.
 */
class SagaTableTest {
  private static final List<Fact> FACTS =
      List.of(
          new FundsReserved(),
          new FundsRefused("INSUFFICIENT_FUNDS"),
          new FundsCaptured(),
          new FundsReleased(),
          new RestaurantAccepts(),
          new RestaurantPrepares(),
          new RestaurantIsReady(),
          new RestaurantRejects("closed"),
          new DriverAssigned(DRIVER),
          new DriverPickedUp(DRIVER),
          new DriverDelivered(DRIVER),
          new DeliveryCalledOff("NO_DRIVER"));

  private static final String TABLE =
      """
      state          | reserved       | refused | captured | released | accepts  | prepares  | ready | rejects  | assigned | picked    | delivered | called off
      PLACED         | FUNDS_RESERVED | FAILED  | i        | i        | r        | r         | r     | r        | i        | i         | i         | i
      SCHEDULED      | i              | i       | i        | i        | r        | r         | r     | r        | i        | i         | i         | i
      FUNDS_RESERVED | i              | i       | i        | i        | ACCEPTED | r         | r     | REJECTED | i        | i         | i         | i
      ACCEPTED       | i              | i       | i        | i        | r        | PREPARING | READY | r        | =        | PICKED_UP | i         | =
      PREPARING      | i              | i       | i        | i        | r        | r         | READY | r        | =        | PICKED_UP | i         | =
      READY          | i              | i       | i        | i        | r        | r         | r     | r        | =        | PICKED_UP | i         | =
      PICKED_UP      | i              | i       | i        | i        | r        | r         | r     | r        | i        | i         | DELIVERED | i
      DELIVERED      | i              | =       | SETTLED  | i        | r        | r         | r     | r        | i        | i         | i         | i
      SETTLED        | i              | i       | i        | i        | r        | r         | r     | r        | i        | i         | i         | i
      REJECTED       | i              | i       | i        | =        | r        | r         | r     | r        | i        | i         | i         | i
      FAILED         | =              | i       | i        | i        | r        | r         | r     | r        | i        | i         | i         | i
      UNDELIVERED    | i              | i       | i        | i        | r        | r         | r     | r        | i        | i         | i         | i
      CANCELLED      | i              | i       | i        | i        | r        | r         | r     | r        | i        | i         | i         | i
      """;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void everyFactIsDecidedInEveryState(int column) {
    for (OrderState state : OrderState.values()) {
      Transition transition = Saga.on(Given.orderIn(state), FACTS.get(column), Given.NOW);

      assertThat(symbol(state, transition))
          .as("%s in %s", FACTS.get(column).step(), state)
          .isEqualTo(cell(state, column));
    }
  }

  private static String symbol(OrderState before, Transition transition) {
    return switch (transition) {
      case Transition.Ignored _ -> "i";
      case Transition.Refused _ -> "r";
      case Transition.Moved moved when moved.order().state() == before -> "=";
      case Transition.Moved moved -> moved.order().state().name();
    };
  }

  private static String cell(OrderState state, int column) {
    return TABLE
        .lines()
        .map(line -> line.split("\\|"))
        .filter(cells -> cells[0].strip().equals(state.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + state))[column + 1]
        .strip();
  }
}

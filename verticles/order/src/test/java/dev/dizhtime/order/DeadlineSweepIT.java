package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.id;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waits that end, and one whose end fails each time. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DeadlineSweepIT {
  private static final Map<String, String> SETTINGS =
      Map.of("DIZHTIME_ORDER_DEADLINE_SWEEP_MILLIS", "20");

  @Test
  void anOrderThatCannotBeReadStopsNoOther(Infrastructure infra) throws Exception {
    try (RunningOrders running = RunningOrders.start(infra, SETTINGS)) {
      OrderId broken = waiting(running);
      OrderId other = waiting(running);
      running.change("UPDATE orders SET state = 'UNREADABLE' WHERE order_id = ?", broken);
      running.endWait(broken, 60);
      running.endWait(other, 30);

      running.awaitState(other, "REJECTED");
      eventually(() -> assertThat(secondsLeft(infra, broken)).isBetween(15.0, 30.0));
    }
  }

  private static OrderId waiting(RunningOrders running) {
    OrderId order = id(running.place());
    running.infra.events().send(new FundsReserved(order, new Money(1, "USD"), Instant.now()));
    running.awaitState(order, "FUNDS_RESERVED");
    return order;
  }

  private static double secondsLeft(Infrastructure infra, OrderId order) throws SQLException {
    try (var connection = infra.connect("order");
        var query =
            connection.prepareStatement(
                "SELECT extract(epoch FROM due_at - clock_timestamp()) FROM deadline"
                    + " WHERE order_id = ?")) {
      query.setObject(1, order.value());
      var rows = query.executeQuery();
      assertThat(rows.next()).as("still to be ended").isTrue();
      return rows.getDouble(1);
    }
  }
}

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
      change(infra, "UPDATE orders SET state = 'UNREADABLE' WHERE order_id = ?", broken);
      end(infra, broken, 60);
      end(infra, other, 30);

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

  /** Lets the wait for the restaurant have ended so long ago. */
  private static void end(Infrastructure infra, OrderId order, int secondsAgo) throws SQLException {
    change(
        infra,
        "UPDATE deadline SET due_at = (SELECT until FROM heard) - interval '%d seconds'"
                .formatted(secondsAgo)
            + " WHERE order_id = ?",
        order);
  }

  private static void change(Infrastructure infra, String sql, OrderId order) throws SQLException {
    try (var connection = infra.connect("order");
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, order.value());
      assertThat(statement.executeUpdate()).isOne();
    }
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

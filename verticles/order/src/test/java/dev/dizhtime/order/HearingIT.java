package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.id;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What others do while this service is away, and how long people are waited for then. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class HearingIT {
  private static final Map<String, String> SETTINGS =
      Map.of("DIZHTIME_ORDER_DEADLINE_SWEEP_MILLIS", "20");

  @Test
  void whatWasDoneMeanwhileCountsAndTheTimeDoesNot(Infrastructure infra) throws Exception {
    OrderId driven;
    OrderId waiting;
    try (RunningOrders before = RunningOrders.start(infra, SETTINGS)) {
      driven = accepted(before);
      waiting = accepted(before);
    }
    // As if it had been away for an hour, in which the waits for drivers have ended.
    execute(infra, "UPDATE heard SET until = clock_timestamp() - interval '60 minutes'");
    execute(
        infra,
        "UPDATE deadline SET set_at = clock_timestamp() - interval '65 minutes',"
            + " due_at = clock_timestamp() - interval '50 minutes' WHERE kind = 'DRIVER'");
    try (RunningOrders after = RunningOrders.start(infra, SETTINGS)) {
      UUID messageId =
          infra
              .events()
              .send(
                  new DeliveryAssigned(
                      new TaskId(UUID.randomUUID()), driven, after.driver, Instant.now()));
      after.awaitTakenIn(messageId);
      eventually(() -> assertThat(minutesLeft(infra, waiting)).isBetween(8.0, 10.0));

      assertThat(after.timeline(driven).get("state").asText()).isEqualTo("ACCEPTED");
      assertThat(after.timeline(waiting).get("state").asText()).isEqualTo("ACCEPTED");
    }
  }

  private static OrderId accepted(RunningOrders running) {
    OrderId order = id(running.place());
    running.infra.events().send(new FundsReserved(order, new Money(1, "USD"), Instant.now()));
    running.awaitState(order, "FUNDS_RESERVED");
    running.act(order, "acceptance", null);
    return order;
  }

  private static double minutesLeft(Infrastructure infra, OrderId order) throws SQLException {
    try (var connection = infra.connect("order");
        var query =
            connection.prepareStatement(
                "SELECT extract(epoch FROM due_at - clock_timestamp()) / 60 FROM deadline"
                    + " WHERE order_id = ? AND kind = 'DRIVER'")) {
      query.setObject(1, order.value());
      var rows = query.executeQuery();
      assertThat(rows.next()).as("still waits for a driver").isTrue();
      return rows.getDouble(1);
    }
  }

  private static void execute(Infrastructure infra, String sql) throws SQLException {
    try (var connection = infra.connect("order");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}

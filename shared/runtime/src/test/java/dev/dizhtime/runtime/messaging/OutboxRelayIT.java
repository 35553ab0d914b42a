package dev.dizhtime.runtime.messaging;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message that no broker takes holds up nobody: not others, and not what is behind it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OutboxRelayIT {
  private static final int LARGER_THAN_A_RECORD = 1_100_000;

  @Test
  void setsAsideWhatIsTooLargeAndPublishesAllElseOnce(Infrastructure infra) throws Exception {
    Ledger.start(infra, Map.of(), (_, _) -> {}).close();
    UserId key = Ledger.newKey();
    UserId other = Ledger.newKey();
    write(infra, key, 1, 0);
    write(infra, key, 2, LARGER_THAN_A_RECORD);
    write(infra, key, 3, 0);
    write(infra, other, 4, 0);

    try (Ledger ledger = Ledger.start(infra, Map.of(), (_, _) -> {})) {
      eventually(() -> assertThat(Ledger.effects(infra, key)).isEqualTo(List.of(1L, 3L)));
      eventually(() -> assertThat(Ledger.effects(infra, other)).isEqualTo(List.of(4L)));
      var management = infra.http("http://127.0.0.1:" + ledger.running().managementPort());
      eventually(
          () ->
              assertThat(management.get("/metrics").expect(200).body())
                  .containsPattern("(?m)^dizhtime_outbox_aside\\S* 1\\.0$")
                  .containsPattern("(?m)^dizhtime_outbox_pending\\S* 0\\.0$")
                  .containsPattern("(?m)^dizhtime_outbox_lag_seconds\\S* 0\\.0$"));
    }
    assertThat(left(infra)).isEqualTo(1);
  }

  private static void write(Infrastructure infra, UserId key, long number, int padding)
      throws SQLException {
    try (var connection = infra.connect("ledger");
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO outbox (message_id, type, topic, message_key, payload)
                SELECT gen_random_uuid(), 'dizhtime.wallet.topped-up.v1', 'WALLET', ?,
                       json_build_object(
                         'userId', ?, 'transferId', gen_random_uuid(),
                         'amount', json_build_object('amountMinor', ?, 'currency', 'USD'),
                         'at', '2026-01-01T00:00:00Z', 'padding', repeat('x', ?))::text
                """)) {
      insert.setString(1, key.toString());
      insert.setString(2, key.toString());
      insert.setLong(3, number);
      insert.setInt(4, padding);
      insert.executeUpdate();
    }
  }

  private static long left(Infrastructure infra) throws SQLException {
    try (var connection = infra.connect("ledger");
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM outbox WHERE created_at = 'infinity'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database refuses, and what the verification finds when someone got around it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class LedgerGuardsIT {
  private static RunningWallet wallet;
  private static UserId customer;

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1);
    customer = wallet.customerWith(1_000);
    wallet.customerWith(500);
  }

  @AfterAll
  static void stop() {
    wallet.close();
  }

  @Test
  void theDatabaseRefusesToChangeOrDeleteATransfer() {
    for (String statement :
        new String[] {
          "UPDATE transfer SET amount = amount + 1",
          "UPDATE transfer SET order_id = gen_random_uuid()",
          "DELETE FROM transfer",
          "TRUNCATE transfer CASCADE"
        }) {
      assertThatThrownBy(() -> wallet.sql(statement))
          .as(statement)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("transfers are never changed or deleted");
    }
    assertThat(wallet.verification().path("balanced").asBoolean()).isTrue();
  }

  @Test
  void theDatabaseRefusesAWalletBelowZero() {
    var overspend =
        "UPDATE account SET debits_pending = debits_pending + 1001 WHERE kind = 'CUSTOMER' AND"
            + " owner_id = '%s'";

    assertThatThrownBy(() -> wallet.sql(overspend.formatted(customer)))
        .hasMessageContaining("account_above_floor");
    assertThatThrownBy(() -> wallet.sql("UPDATE account SET floor_minor = NULL"))
        .hasMessageContaining("account_wallet_has_floor");
  }

  @Test
  void theVerificationFindsAChangedTransfer() throws SQLException {
    tampering(
        "UPDATE transfer SET amount = amount + 1 WHERE sequence = 1",
        "UPDATE transfer SET amount = amount - 1 WHERE sequence = 1",
        report ->
            assertThat(report.path("problems").toString())
                .contains("its hash does not fit")
                .contains("its counters are not what its transfers add up to"));
  }

  @Test
  void theVerificationFindsMoneyFromNowhere() throws SQLException {
    tampering(
        "UPDATE account SET credits_posted = credits_posted + 7 WHERE kind = 'CUSTOMER'",
        "UPDATE account SET credits_posted = credits_posted - 7 WHERE kind = 'CUSTOMER'",
        report ->
            assertThat(report.path("problems").toString())
                .contains("the sum over EUR is not zero"));
  }

  @Test
  void theVerificationFindsAHeadThatWasSetBack() throws SQLException {
    tampering(
        "UPDATE chain SET sequence = sequence - 1",
        "UPDATE chain SET sequence = sequence + 1",
        report -> assertThat(report.path("problems").toString()).contains("but its head says"));
  }

  @Test
  void measuresTheImbalance() {
    eventually(
        () ->
            assertThat(wallet.management().get("/metrics").expect(200).body())
                .contains("dizhtime_ledger_imbalance_minor{currency=\"EUR\"} 0.0"));
  }

  private interface Check {
    void on(JsonNode report);
  }

  /** As someone would who owns the database: the guard is put to sleep meanwhile. */
  private static void tampering(String harm, String repair, Check check) throws SQLException {
    try {
      wallet.sql("ALTER TABLE transfer DISABLE TRIGGER transfer_is_immutable", harm);
      JsonNode report = wallet.verification();
      assertThat(report.path("balanced").asBoolean()).isFalse();
      check.on(report);
    } finally {
      wallet.sql(repair, "ALTER TABLE transfer ENABLE TRIGGER transfer_is_immutable");
    }
    assertThat(wallet.verification().path("problems")).isEmpty();
  }
}

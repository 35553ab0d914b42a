package dev.dizhtime.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import org.junit.jupiter.api.Test;

class LedgerCommandTest {
  @Test
  void saysInOneObjectThatNothingIsWrong() {
    assertThat(Json.write(LedgerCommand.summary(report(true, 5))))
        .startsWith("{\"ok\":true,")
        .contains("\"imbalance\":0", "\"transfers\":7", "\"orphanHolds\":0", "\"problems\":[]");
  }

  @Test
  void addsUpWhatIsApart() {
    assertThat(LedgerCommand.summary(report(false, 3))).containsEntry("imbalance", 2L);
  }

  @Test
  void tellsAPersonWhatIsWrong() {
    assertThat(LedgerCommand.text(report(true, 5))).endsWith("Nothing is wrong.");
    assertThat(LedgerCommand.text(report(false, 3)))
        .contains("NOT BALANCED")
        .endsWith("Something is wrong.");
  }

  private static JsonNode report(boolean ok, long credits) {
    return Json.read(
        """
        {"ok": %1$s, "balanced": %1$s, "transfers": 7, "accounts": 3, "chains": 4,
         "pendingHolds": 1, "orphanHolds": 0, "endedOrders": 2, "unequalOrders": 0,
         "currencies": [{"currency": "EUR", "debitsPostedMinor": 5, "creditsPostedMinor": %2$d,
                         "debitsPendingMinor": 1, "creditsPendingMinor": 1}],
         "problems": []}
        """
            .formatted(ok, credits),
        JsonNode.class);
  }
}

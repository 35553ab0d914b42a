package dev.dizhtime.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.runtime.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks after the ledger. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "verify",
    description = "Looks after the ledger.")
final class LedgerCommand {
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Recomputes the ledger: chains of hashes, the zero sum of each currency, every balance"
              + " from its transfers; and that holds belong to live orders and orders were paid out"
              + " as they should be.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:Nothing is wrong.",
        "1:Something is wrong, or could not be asked.",
        ExitCode.HELP_USAGE,
        ExitCode.HELP_NOT_RUNNING
      })
  int verify(
      @Mixin DataOption data,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    var directory = data.directory();
    var ports = new PortPlan(directory.requireRunning().port());
    try (var gateway = new GatewayClient(ports.gatewayUrl())) {
      var admin = User.loggedIn(gateway, directory.readSecrets().admin());
      var report = admin.read("/api/wallet/ledger/verification");
      System.out.println(json ? Json.write(summary(report)) : text(report));
      return report.path("ok").asBoolean() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  static Map<String, Object> summary(JsonNode report) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("ok", report.path("ok").asBoolean());
    summary.put("balanced", report.path("balanced").asBoolean());
    summary.put("imbalance", imbalance(report));
    for (String counter :
        new String[] {
          "transfers",
          "accounts",
          "chains",
          "pendingHolds",
          "orphanHolds",
          "endedOrders",
          "unequalOrders"
        }) {
      summary.put(counter, report.path(counter).asLong());
    }
    summary.put("currencies", report.path("currencies"));
    summary.put("problems", report.path("problems"));
    return summary;
  }

  /** How far debits and credits are apart, over all currencies. */
  private static long imbalance(JsonNode report) {
    long sum = 0;
    for (JsonNode each : report.path("currencies")) {
      sum += apart(each, "debitsPostedMinor", "creditsPostedMinor");
      sum += apart(each, "debitsPendingMinor", "creditsPendingMinor");
    }
    return sum;
  }

  private static long apart(JsonNode totals, String debits, String credits) {
    return Math.abs(totals.path(debits).asLong() - totals.path(credits).asLong());
  }

  static String text(JsonNode report) {
    var text =
        new StringBuilder(
            "%d transfers in %d chains, %d accounts: %s%n"
                .formatted(
                    report.path("transfers").asLong(),
                    report.path("chains").asLong(),
                    report.path("accounts").asLong(),
                    report.path("balanced").asBoolean() ? "balanced" : "NOT BALANCED"));
    text.append(
        "%d holds, %d without a live order; %d orders have ended, %d not paid out right%n"
            .formatted(
                report.path("pendingHolds").asLong(),
                report.path("orphanHolds").asLong(),
                report.path("endedOrders").asLong(),
                report.path("unequalOrders").asLong()));
    report.path("problems").forEach(each -> text.append("  ").append(each.asText()).append('\n'));
    return text.append(report.path("ok").asBoolean() ? "Nothing is wrong." : "Something is wrong.")
        .toString();
  }
}

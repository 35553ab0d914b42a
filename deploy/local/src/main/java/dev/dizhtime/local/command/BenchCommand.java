package dev.dizhtime.local.command;

import dev.dizhtime.local.bench.GatewayBenchMain;
import dev.dizhtime.local.bench.OrderBench;
import dev.dizhtime.local.bench.WalletBenchMain;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the running platform, or the ledger or the gateway on servers of their own. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(orders | wallet | gateway)",
    description = "Measures the platform.")
final class BenchCommand {
  private static final int MOST_ORDERS = 10_000;
  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_RULES = 100_000;
  private static final int MOST_ACCOUNTS = 10_000_000;

  @Command(
      name = "orders",
      mixinStandardHelpOptions = true,
      description =
          "Places orders one after the other and says how long they wait for their money to be"
              + " reserved; they are rejected afterwards.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        ExitCode.HELP_OK,
        ExitCode.HELP_FAILED,
        ExitCode.HELP_USAGE,
        ExitCode.HELP_NOT_RUNNING
      })
  int orders(
      @Mixin DataOption data,
      @Option(
              names = "--count",
              paramLabel = "N",
              defaultValue = "100",
              description = "How many (default ${DEFAULT-VALUE}).")
          int count,
      @Option(names = "--json", description = "One JSON object.") boolean json) {
    if (count < 1 || count > MOST_ORDERS) {
      throw new Refusal(
          ExitCode.USAGE, "--count must be from 1 to %d, not %d.".formatted(MOST_ORDERS, count));
    }
    var directory = data.directory();
    var ports = new PortPlan(directory.requireRunning().port());
    try (var progress = Progress.onTerminal();
        var gateway = new GatewayClient(ports.gatewayUrl())) {
      var bench = new OrderBench(gateway, directory.readSecrets(), progress);
      var result = bench.run(count, directory.benchFile());
      System.out.println(
          json
              ? Json.write(result)
              : "Placed to funds reserved: p50 %d ms, p95 %d ms, max %d ms (%d orders)"
                  .formatted(
                      result.p50Millis(), result.p95Millis(), result.maxMillis(), result.orders()));
    }
    return ExitCode.OK;
  }

  @Command(
      name = "wallet",
      mixinStandardHelpOptions = true,
      description = {
        "Measures the ledger beside PostgreSQL's own benchmark, on servers of its own that are gone"
            + " afterwards; a running platform is not touched, but takes part of the machine.",
        "First pgbench (TPC-B-like, prepared, scale 20, 32 clients), then transfers as commands"
            + " over Kafka through the wallet, customers chosen by Zipf's law. Needs pgbench"
            + " (apt-get install postgresql-contrib) and 2 GB of disk."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {ExitCode.HELP_OK, ExitCode.HELP_FAILED, ExitCode.HELP_USAGE})
  int wallet(
      @Option(
              names = "--seconds",
              paramLabel = "N",
              defaultValue = "30",
              description = "How long each measurement takes (default ${DEFAULT-VALUE}).")
          int seconds,
      @Option(
              names = "--accounts",
              paramLabel = "N",
              defaultValue = "1000000",
              description = "Customers to choose from (default ${DEFAULT-VALUE}).")
          int accounts,
      @Option(names = "--json", description = "One JSON object as the last line.") boolean json) {
    requireSeconds(seconds);
    if (accounts < 2 || accounts > MOST_ACCOUNTS) {
      throw new Refusal(
          ExitCode.USAGE,
          "--accounts must be from 2 to %d, not %d.".formatted(MOST_ACCOUNTS, accounts));
    }
    return BenchProcess.run(WalletBenchMain.class, seconds, accounts, json);
  }

  @Command(
      name = "gateway",
      mixinStandardHelpOptions = true,
      description = {
        "Measures the gateway, with token check and rate limits, beside nginx as a plain reverse"
            + " proxy: the same upstream, one core each, by turns; and the memory that 10,000 idle"
            + " event streams take. A running platform is not touched, but takes part of the"
            + " machine. With --rules: the gateway behind a cluster with so many Ingresses beside"
            + " one Ingress, instead.",
        "Needs wrk and nginx (apt-get install wrk nginx-light)."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {ExitCode.HELP_OK, ExitCode.HELP_FAILED, ExitCode.HELP_USAGE})
  int gateway(
      @Option(
              names = "--seconds",
              paramLabel = "N",
              defaultValue = "15",
              description = "How long each measurement takes (default ${DEFAULT-VALUE}).")
          int seconds,
      @Option(
              names = "--rules",
              paramLabel = "N",
              defaultValue = "0",
              description = "Measure with so many more rules of Ingresses instead.")
          int rules,
      @Option(names = "--json", description = "One JSON object as the last line.") boolean json) {
    requireSeconds(seconds);
    if (rules < 0 || rules > MOST_RULES) {
      throw new Refusal(
          ExitCode.USAGE, "--rules must be from 0 to %d, not %d.".formatted(MOST_RULES, rules));
    }
    return BenchProcess.run(GatewayBenchMain.class, seconds, json, rules);
  }

  private static void requireSeconds(int seconds) {
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new Refusal(
          ExitCode.USAGE,
          "--seconds must be from 1 to %d, not %d.".formatted(MOST_SECONDS, seconds));
    }
  }
}

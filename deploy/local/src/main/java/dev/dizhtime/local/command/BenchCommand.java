package dev.dizhtime.local.command;

import dev.dizhtime.local.bench.OrderBench;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the running platform. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "orders",
    description = "Measures the running platform.")
final class BenchCommand {
  private static final int MOST_ORDERS = 10_000;

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
}

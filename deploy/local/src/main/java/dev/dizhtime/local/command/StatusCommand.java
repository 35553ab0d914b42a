package dev.dizhtime.local.command;

import dev.dizhtime.local.bench.OrderBench;
import dev.dizhtime.local.supervisor.PlatformStatus;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.runtime.json.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the platform is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows processes with their memory, age and restarts, the health of each service, how long"
            + " the last up took, and the last dizhtime bench orders.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.HELP_OK,
      "1:Something is not well, or could not be asked.",
      ExitCode.HELP_USAGE,
      ExitCode.HELP_NOT_RUNNING
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    var directory = data.directory();
    var status =
        PlatformStatus.of(directory.requireRunning(), OrderBench.lastResult(directory.benchFile()));
    System.out.println(json ? Json.write(status) : text(status));
    return status.healthy() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String text(PlatformStatus status) {
    var text = new StringBuilder();
    line(text, "%-20s %8s %9s %9s %8s%n", "process", "pid", "resident", "up for", "restarts");
    for (var process : status.processes()) {
      line(
          text,
          "%-20s %8d %6d MB %7d s %8d%n",
          process.name(),
          process.pid(),
          process.residentMegabytes(),
          process.uptimeSeconds(),
          process.restarts());
    }
    line(text, "%-20s %8s %6d MB%n%n", "all", "", status.residentMegabytes());
    line(text, "%-20s %6s  %s%n", "service", "port", "health");
    for (var service : status.services()) {
      line(
          text,
          "%-20s %6d  %s%n",
          service.name(),
          service.port(),
          service.ready() ? "ready" : service.checks());
    }
    line(text, "%nThe last up took %.1f s.", status.upMillis() / 1_000.0);
    var bench = status.lastBench();
    if (bench != null) {
      line(
          text,
          "%nPlaced to funds reserved: p50 %d ms, p95 %d ms (%d orders, %s).",
          bench.p50Millis(),
          bench.p95Millis(),
          bench.orders(),
          bench.at());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}

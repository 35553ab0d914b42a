package dev.dizhtime.local.command;

import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.demo.DemoOrder;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.runtime.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one order from search to settlement. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Takes one order through the running platform: search, quote, payment, kitchen, delivery,"
            + " settlement. May be repeated.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.HELP_OK,
      ExitCode.HELP_FAILED,
      ExitCode.HELP_USAGE,
      ExitCode.HELP_NOT_RUNNING
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(
      names = "--json",
      description =
          "Ends with one JSON object: orderId, state, traceId, requestId, ledgerBalanced, steps.")
  private boolean json;

  @Override
  public Integer call() {
    var directory = data.directory();
    var ports = new PortPlan(directory.requireRunning().port());
    try (var progress = Progress.onTerminal();
        var gateway = new GatewayClient(ports.gatewayUrl())) {
      var outcome = new DemoOrder(gateway, directory.readSecrets(), progress).run();
      System.out.println(json ? Json.write(outcome) : text(outcome));
    }
    return ExitCode.OK;
  }

  private static String text(DemoOrder.Outcome outcome) {
    var text = new StringBuilder("\n");
    for (var step : outcome.steps()) {
      text.append(
          "  %-26s %-26s %s%n"
              .formatted(
                  step.path("at").asText(),
                  step.path("state").asText(),
                  step.path("name").asText()));
    }
    return text.append(
            "%n  order %s, trace %s%n  Its path: dizhtime trace %s"
                .formatted(outcome.orderId(), outcome.traceId(), outcome.requestId()))
        .toString();
  }
}

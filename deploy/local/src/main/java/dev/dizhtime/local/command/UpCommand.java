package dev.dizhtime.local.command;

import dev.dizhtime.local.city.DemoCity;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.Plan;
import dev.dizhtime.local.supervisor.Supervisor;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the platform and stays with it, or with {@code --detach} leaves it running. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the whole platform on this machine and fills a small demo city the first time.",
      "An address in the environment replaces an embedded server: DIZHTIME_POSTGRES_URL,"
          + " _KAFKA_BOOTSTRAP, _MONGO_URI, _ELASTICSEARCH_URL, _SMTP_URL; DIZHTIME_OTLP_ENDPOINT"
          + " takes traces in place of the local store (then DIZHTIME_TEMPO_URL says where they are"
          + " read)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.HELP_OK,
      ExitCode.HELP_FAILED,
      ExitCode.HELP_USAGE,
      ExitCode.HELP_RUNNING
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(names = "--detach", description = "Returns when all is ready; the platform goes on.")
  private boolean detach;

  @Option(names = "--split", description = "One process for each service, not one for all.")
  private boolean split;

  @Option(names = "--empty", description = "No demo city.")
  private boolean empty;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + PortPlan.DEFAULT,
      description = "The gateway's port (default ${DEFAULT-VALUE}); the others are just above it.")
  private int port;

  @Option(names = "--json", description = "Addresses and log-ins as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    var directory = data.directory();
    var ports = new PortPlan(port);
    if (detach) {
      new Detached(directory, ports, split, empty).run();
      print(directory, ports);
      return ExitCode.OK;
    }
    var plan = new Plan(directory, ports, split, System.getenv());
    directory.prepare();
    System.setProperty("dizhtime.supervisor.log", directory.log("supervisor").toString());
    try (var progress = Progress.onTerminal();
        var supervisor = Supervisor.start(plan, progress)) {
      if (!empty) {
        fill(directory, ports, supervisor, progress);
      }
      Detached.announceReady();
      progress.say("Ready");
      if (!Detached.child()) {
        print(directory, ports);
      }
      supervisor.await();
    }
    return ExitCode.OK;
  }

  private static void fill(
      DataDirectory directory, PortPlan ports, Supervisor supervisor, Progress progress) {
    try (var gateway = new GatewayClient(ports.gatewayUrl())) {
      new DemoCity(gateway, supervisor.secrets(), directory.cityFile(), progress).fill();
    } catch (ApiException e) {
      throw new Refusal("The demo city could not be filled: " + e.getMessage(), e);
    }
  }

  private void print(DataDirectory directory, PortPlan ports) {
    var sheet = new AddressSheet(ports, directory.readSecrets(), directory);
    System.out.println(json ? Json.write(sheet.json()) : sheet.text());
    System.out.flush();
  }
}

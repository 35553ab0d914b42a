package dev.dizhtime.local.command;

import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.Environments;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.platform.Server;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.traces.TraceReader;
import dev.dizhtime.runtime.traces.TraceTree;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the path of one request through all services. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the path of a request as a tree: which service did what, when, for how long, which"
          + " statements it gave its database, and which messages it sent and took.",
      "Reads Tempo where DIZHTIME_TEMPO_URL says so, or else the store that up keeps, which has the"
          + " last hour, 64 MB at most. DIZHTIME_GRAFANA_URL is for the link (default: "
          + TraceCommand.GRAFANA
          + ")."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.HELP_OK,
      "1:No such request is known, or the traces could not be read.",
      ExitCode.HELP_USAGE,
      ExitCode.HELP_NOT_RUNNING
    })
final class TraceCommand implements Callable<Integer> {
  static final String GRAFANA = "http://127.0.0.1:3000";

  private static final String GRAFANA_URL = Env.PREFIX + "GRAFANA_URL";

  @Mixin private DataOption data;

  @Parameters(
      paramLabel = "REQUEST_ID",
      description = "The id of a request (x-request-id), of a trace, or of an order.")
  private String id;

  @Option(names = "--json", description = "One JSON object: id, traces with their spans.")
  private boolean json;

  @Override
  public Integer call() {
    if (!TraceReader.acceptable(id)) {
      throw new Refusal(
          "\"%s\" is no id: 8 to 128 letters, digits and any of . _ : - make one.".formatted(id));
    }
    var shell = System.getenv();
    var directory = data.directory();
    try (var reader = new TraceReader(address(shell.get(Environments.TEMPO_URL), directory))) {
      var traces = find(reader, directory);
      var report = new TraceReport(id, traces, shell.getOrDefault(GRAFANA_URL, GRAFANA));
      System.out.println(json ? Json.write(report.json()) : report.text());
      System.out.flush();
      return ExitCode.OK;
    } catch (TraceReader.UnavailableException e) {
      throw new Refusal(
          ("The traces can't be read: %s. Where up was started with %s, set %s to the Tempo behind"
                  + " it.")
              .formatted(e.getMessage(), Server.TRACES.wholeVariable(), Environments.TEMPO_URL),
          e);
    }
  }

  private static URI address(String tempo, DataDirectory directory) {
    try {
      return URI.create(
          tempo == null || tempo.isBlank()
              ? "http://127.0.0.1:"
                  + new PortPlan(directory.requireRunning().port()).of(Server.TRACES)
              : tempo);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Environments.TEMPO_URL + " is no address: " + e.getMessage(), e);
    }
  }

  private List<TraceTree> find(TraceReader reader, DataDirectory directory) {
    var found = reader.find(id);
    if (found.isEmpty()) {
      found = ofOrder(directory).map(reader::find).orElse(List.of());
    }
    if (found.isEmpty()) {
      throw new Refusal(
          "Nothing is known of %s: no such request, not sent yet (a second), or let go (the local"
                  .formatted(id)
              + " store keeps the last hour, 64 MB at most).");
    }
    return found;
  }

  /** The trace of the order with this id, if there is one and a platform to ask. */
  private Optional<String> ofOrder(DataDirectory directory) {
    if (directory.state().isEmpty() || !uuid()) {
      return Optional.empty();
    }
    var ports = new PortPlan(directory.requireRunning().port());
    try (var gateway = new GatewayClient(ports.gatewayUrl())) {
      var admin = User.loggedIn(gateway, directory.readSecrets().admin());
      var timeline = admin.read("/api/orders/" + id + "/timeline");
      return Optional.of(timeline.path("traceId").asText("")).filter(trace -> !trace.isEmpty());
    } catch (ApiException _) {
      return Optional.empty();
    }
  }

  private boolean uuid() {
    try {
      return UUID.fromString(id).toString().equalsIgnoreCase(id);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}

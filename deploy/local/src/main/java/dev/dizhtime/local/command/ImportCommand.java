package dev.dizhtime.local.command;

import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.imports.RestaurantImport;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings data of others into the running platform. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "restaurants",
    description = "Brings data of others into the running platform.")
final class ImportCommand {
  @Command(
      name = "restaurants",
      mixinStandardHelpOptions = true,
      description = {
        "Imports restaurants from a file with one JSON object per line: id, name, cuisine, borough,"
            + " building, street, zipcode, lon, lat, hygieneGrade.",
        "A bad line is reported by number and reason and left out. The same file may be imported"
            + " again. Ends when all are searchable."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        ExitCode.HELP_OK,
        ExitCode.HELP_FAILED,
        ExitCode.HELP_USAGE,
        ExitCode.HELP_PARTLY,
        ExitCode.HELP_NOT_RUNNING
      })
  int restaurants(
      @Mixin DataOption data,
      @Parameters(paramLabel = "FILE", description = "Lines of JSON, UTF-8.") Path file,
      @Option(names = "--json", description = "The report as one JSON object.") boolean json)
      throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new Refusal("The file " + file + " cannot be read.");
    }
    var directory = data.directory();
    var ports = new PortPlan(directory.requireRunning().port());
    try (var progress = Progress.onTerminal();
        var gateway = new GatewayClient(ports.gatewayUrl());
        // A reader that takes bytes which are no UTF-8: they spoil a name, not the import.
        var lines =
            new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      var report =
          new RestaurantImport(gateway, directory.readSecrets().admin(), progress).run(lines);
      System.out.println(json ? Json.write(report) : text(report));
      return report.rejected() == 0 ? ExitCode.OK : ExitCode.PARTLY;
    }
  }

  private static String text(RestaurantImport.Report report) {
    return String.format(
        Locale.ROOT,
        "%d created, %d updated, %d unchanged, %d lines left out; %.0f restaurants per second; all"
            + " %d searchable after %.1f s",
        report.created(),
        report.updated(),
        report.unchanged(),
        report.rejected(),
        report.perSecond(),
        report.searchable(),
        report.searchableSeconds());
  }
}

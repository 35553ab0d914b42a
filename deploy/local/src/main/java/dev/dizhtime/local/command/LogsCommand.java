package dev.dizhtime.local.command;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.LogReader;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows logs. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description =
        "Shows the log lines of all services, of one (gateway, auth, order, …), or of a server"
            + " (postgres, kafka, elasticsearch, supervisor), as they were written: JSON from"
            + " ours.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.HELP_OK, ExitCode.HELP_FAILED, ExitCode.HELP_USAGE})
final class LogsCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Parameters(index = "0", arity = "0..1", paramLabel = "service", description = "Whose lines.")
  private String service;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what is written from now on, until interrupted.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var directory = data.directory();
    new LogReader(files(directory), lines()).copy(System.out, follow);
    return ExitCode.OK;
  }

  private List<Path> files(DataDirectory directory) throws IOException {
    var own = service == null ? null : directory.log(service);
    if (own != null && Files.exists(own)) {
      return List.of(own);
    }
    if (service != null && Part.named(service).isEmpty()) {
      throw new Refusal("There is no log of '%s' in %s.".formatted(service, directory.logs()));
    }
    var files =
        Stream.concat(Stream.of("platform"), Arrays.stream(Part.values()).map(Part::partName))
            .map(directory::log)
            .filter(Files::exists)
            .toList();
    if (files.isEmpty()) {
      throw new Refusal("There are no logs in %s yet.".formatted(directory.logs()));
    }
    return files;
  }

  private Predicate<String> lines() {
    if (service == null || Part.named(service).isEmpty()) {
      return _ -> true;
    }
    var field = "\"service\":\"" + service + "\"";
    return line -> line.contains(field);
  }
}

package dev.dizhtime.local.command;

import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.local.terminal.Refusal;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes a platform's data. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description =
        "Stops the platform and removes all its data, secrets and logs, after a question. What is"
            + " on servers elsewhere stays.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.HELP_OK, ExitCode.HELP_FAILED, ExitCode.HELP_USAGE})
final class ResetCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    var directory = data.directory();
    if (!Files.isDirectory(directory.root())) {
      System.err.println("There is nothing in " + directory.root() + ".");
      return ExitCode.OK;
    }
    if (!looksLikeOurs(directory)) {
      throw new Refusal(directory.root() + " is no data directory of DizhTime, so it stays.");
    }
    if (!yes && !confirmed(directory)) {
      throw new Refusal("Nothing was removed.");
    }
    try (var progress = Progress.onTerminal()) {
      DownCommand.stop(directory, progress);
      progress.waitingFor(() -> "removing");
      directory.remove();
      progress.say("Removed " + directory.root());
    }
    return ExitCode.OK;
  }

  /** A mistyped --data must not cost anybody a home directory. */
  private static boolean looksLikeOurs(DataDirectory directory) {
    return Files.exists(directory.secretsFile()) || Files.isDirectory(directory.run());
  }

  private static boolean confirmed(DataDirectory directory) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new Refusal("There is nobody to ask: say --yes to remove " + directory.root() + ".");
    }
    var answer = console.readLine("Remove everything in %s? [y/N] ", directory.root());
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }
}

package dev.dizhtime.local.command;

import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.Processes;
import dev.dizhtime.local.supervisor.RunState;
import dev.dizhtime.local.terminal.ExitCode;
import dev.dizhtime.local.terminal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the platform. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the platform; its data stay. Does nothing when it is not running.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {ExitCode.HELP_OK, ExitCode.HELP_FAILED, ExitCode.HELP_USAGE})
final class DownCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(60);

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    var directory = data.directory();
    try (var progress = Progress.onTerminal()) {
      progress.say(stop(directory, progress) ? "Stopped" : "The platform was not running");
    }
    return ExitCode.OK;
  }

  /**
   * Whether there was anything to stop; afterwards nothing of it is left, killed parents or not.
   */
  static boolean stop(DataDirectory directory, Progress progress) {
    var state = directory.state();
    var supervisor = state.flatMap(running -> Processes.find(running.pid(), running.startMillis()));
    progress.waitingFor(() -> "stopping");
    supervisor.ifPresent(
        process -> {
          process.destroy();
          Processes.end(process, GRACE);
        });
    var children =
        state.map(RunState::processes).orElse(List.of()).stream()
            .flatMap(child -> Processes.find(child.pid(), child.startMillis()).stream())
            .toList();
    children.forEach(child -> Processes.end(child, Duration.ofSeconds(15)));
    progress.waitingForNothing();
    return supervisor.isPresent() || !children.isEmpty();
  }
}

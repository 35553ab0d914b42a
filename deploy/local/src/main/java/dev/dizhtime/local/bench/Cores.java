package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs where, so that what is compared has equal cores: the first core is for the proxy that is
 * measured, all others are for the load and the upstream. With one core, or without {@code
 * taskset}, everybody runs everywhere.
 */
record Cores(Optional<Path> taskset, int count) {
  static Cores ofThisMachine() {
    int count = Runtime.getRuntime().availableProcessors();
    return new Cores(count < 2 ? Optional.empty() : Programs.find("taskset"), count);
  }

  /** A command that runs on the core of the proxy. */
  List<String> proxy(List<String> command) {
    return on("0", command);
  }

  /** A command that runs on all other cores. */
  List<String> others(List<String> command) {
    return on(count == 2 ? "1" : "1-" + (count - 1), command);
  }

  private List<String> on(String cores, List<String> command) {
    if (taskset.isEmpty()) {
      return command;
    }
    var pinned = new ArrayList<>(List.of(taskset.get().toString(), "-c", cores));
    pinned.addAll(command);
    return pinned;
  }

  /** How many cores the proxy has. */
  int ofTheProxy() {
    return taskset.isEmpty() ? count : 1;
  }
}

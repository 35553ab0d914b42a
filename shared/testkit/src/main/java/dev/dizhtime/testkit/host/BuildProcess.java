package dev.dizhtime.testkit.host;

import java.time.Instant;
import java.util.Optional;

/**
 * The process whose end is the end of the build.
 *
 * @param startMillis since 1970; told with the id because ids are used again
 */
record BuildProcess(long pid, long startMillis) {
  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  /** The outermost Maven above this process; without one, as in an IDE, this process. */
  static BuildProcess current() {
    var self = ProcessHandle.current();
    var found = self;
    for (var next = self.parent(); next.isPresent(); next = next.get().parent()) {
      if (next.get().info().commandLine().filter(line -> line.contains(MAVEN)).isPresent()) {
        found = next.get();
      }
    }
    return new BuildProcess(found.pid(), startMillis(found));
  }

  /** Reads what {@link #toString()} wrote, or empty when it is something else. */
  static Optional<BuildProcess> parse(String text) {
    var words = text.split("-");
    try {
      return words.length == 2
          ? Optional.of(new BuildProcess(Long.parseLong(words[0]), Long.parseLong(words[1])))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  boolean alive() {
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && startMillis(process) == startMillis)
        .isPresent();
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  @Override
  public String toString() {
    return pid + "-" + startMillis;
  }
}

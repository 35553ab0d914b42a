package dev.dizhtime.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command line of a small child JVM: one that starts fast and keeps little. */
final class JavaCommand {
  private JavaCommand() {}

  /**
   * The Java of this process; {@code archive} keeps loaded classes for the next start, {@code
   * scratch} is for files that go with the process.
   */
  static List<String> of(int heapMegabytes, Path archive, Path scratch, List<String> arguments) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var flags =
        Stream.of(
            java,
            "-Xms32m",
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m",
            "-Xshare:auto",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + scratch,
            "-Dlog4j2.disable.jmx=true",
            "-Dlog4j.shutdownHookEnabled=false");
    return Stream.concat(flags, arguments.stream()).toList();
  }
}

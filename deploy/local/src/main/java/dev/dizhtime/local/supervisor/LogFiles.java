package dev.dizhtime.local.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Bounds the logs: one that has grown beyond {@link #MAX_BYTES} becomes {@code name.log.1}, and
 * goes on empty. Processes append to their logs, so the file is copied and cut, not moved; what is
 * written between the two is lost.
 */
final class LogFiles {
  static final long MAX_BYTES = 32L * 1024 * 1024;

  private LogFiles() {}

  static void bound(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.log")) {
      for (Path log : files) {
        if (Files.size(log) > MAX_BYTES) {
          var older = log.resolveSibling(log.getFileName() + ".1");
          Files.copy(log, older, StandardCopyOption.REPLACE_EXISTING);
          try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
          }
        }
      }
    }
  }
}

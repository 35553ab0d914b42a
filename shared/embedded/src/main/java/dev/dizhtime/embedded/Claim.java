package dev.dizhtime.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to run a server on a directory. The lock dies with this process, so whoever gets it may
 * stop what an earlier holder left running.
 */
final class Claim implements AutoCloseable {
  private final FileChannel channel;

  private Claim(FileChannel channel) {
    this.channel = channel;
  }

  /** Throws when another living process, or this one, has claimed the directory. */
  static Claim on(Path directory, String server) {
    try {
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new EmbeddedServerException(
            "%s cannot start: its directory %s is in use by a server that is running."
                .formatted(server, directory));
      }
      return new Claim(channel);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "%s cannot start: its directory %s cannot be written (%s)."
              .formatted(server, directory, e.getMessage()),
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

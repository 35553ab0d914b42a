package dev.dizhtime.embedded;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and how a server runs.
 *
 * @param directory holds the server's data and nothing else; made when missing
 * @param port on 127.0.0.1; 0 takes any free one
 * @param logFile is appended to; made when missing
 * @param heapMegabytes of the server's JVM, or PostgreSQL's shared buffers; 0 is the server's own
 *     idea; ignored by servers that have neither
 * @param durable whether data outlives a power failure; false is for tests, which are faster by it
 */
public record ServerSettings(
    Path directory, int port, Path logFile, int heapMegabytes, boolean durable) {
  private static final int HIGHEST_PORT = 65_535;

  /** Throws {@link IllegalArgumentException} for a port outside 0 to 65535 or a negative heap. */
  public ServerSettings {
    directory = directory.toAbsolutePath();
    logFile = logFile.toAbsolutePath();
    Objects.checkIndex(port, HIGHEST_PORT + 1);
    if (heapMegabytes < 0) {
      throw new IllegalArgumentException("heapMegabytes is negative: " + heapMegabytes);
    }
  }

  /** Durable, on any free port, with the server's own idea of its memory. */
  public static ServerSettings in(Path directory, Path logFile) {
    return new ServerSettings(directory, 0, logFile, 0, true);
  }

  public ServerSettings withPort(int newPort) {
    return new ServerSettings(directory, newPort, logFile, heapMegabytes, durable);
  }

  public ServerSettings withHeapMegabytes(int newHeapMegabytes) {
    return new ServerSettings(directory, port, logFile, newHeapMegabytes, durable);
  }

  public ServerSettings withDurable(boolean newDurable) {
    return new ServerSettings(directory, port, logFile, heapMegabytes, newDurable);
  }

  int heapMegabytesOr(int usual) {
    return heapMegabytes == 0 ? usual : heapMegabytes;
  }
}

package dev.dizhtime.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the server jars that the build has laid out. */
final class ServersDirectory {
  /** The system property that names the directory. */
  static final String PROPERTY = "dizhtime.servers";

  private static final Path IN_CHECKOUT = Path.of("shared", "embedded", "target", "servers");

  private ServersDirectory() {}

  /** The directory of {@code server}; throws when the build has not filled it yet. */
  static Path of(String server) {
    var directory = root().resolve(server);
    if (!Files.isDirectory(directory)) {
      throw new EmbeddedServerException(
          "The jars of %s are not in %s: build the project first.".formatted(server, directory));
    }
    return directory;
  }

  /** The directory that holds all servers, whether or not it is there. */
  static Path root() {
    var named = System.getProperty(PROPERTY);
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    var here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(IN_CHECKOUT))) {
        return folder.resolve(IN_CHECKOUT);
      }
    }
    return here.resolve(IN_CHECKOUT);
  }
}

package dev.dizhtime.portal.design.view;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where templates, words, scripts and styles are read: on the class path; and, while somebody works
 * on them, in a folder first, which is laid out as the class path is. What is changed there is seen
 * with the next page, without a build or a restart.
 */
public final class Sources {
  private final Optional<Path> folder;

  private Sources(Optional<Path> folder) {
    this.folder = folder;
  }

  /** What the portal was built with. */
  public static Sources classPath() {
    return new Sources(Optional.empty());
  }

  /**
   * The folder {@code DIZHTIME_PORTAL_FILES} first, if there is one; it is for development only.
   *
   * @throws ConfigException when it is no folder
   */
  public static Sources from(Env env) {
    Optional<Path> folder = env.find("PORTAL_FILES").map(Path::of);
    folder
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(
            path -> {
              throw new ConfigException("DIZHTIME_PORTAL_FILES must be a folder: " + path);
            });
    return new Sources(folder);
  }

  /** The folder that is looked at first. */
  Optional<Path> folder() {
    return folder;
  }

  /** Another one after each change of the folder; without a folder nothing changes. */
  String state() {
    return folder.map(Sources::state).orElse("");
  }

  private static String state(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(Sources::version)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(Path file) {
    try {
      return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens one.
   *
   * @param resource its name on the class path
   * @throws UncheckedIOException when there is none
   */
  InputStream open(String resource) {
    try {
      Optional<Path> own = folder.map(path -> path.resolve(resource)).filter(Files::isRegularFile);
      InputStream in =
          own.isPresent()
              ? Files.newInputStream(own.get())
              : Sources.class.getClassLoader().getResourceAsStream(resource);
      if (in == null) {
        throw new IOException("not on the class path: " + resource);
      }
      return in;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

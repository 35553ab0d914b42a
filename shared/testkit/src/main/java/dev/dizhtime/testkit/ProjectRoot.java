package dev.dizhtime.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the checkout that the tests run in. */
public final class ProjectRoot {
  private ProjectRoot() {}

  /** Named by the build, else the nearest directory upwards that holds {@code .mvn}. */
  public static Path find() {
    var named = System.getProperty("dizhtime.root");
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new IllegalStateException("This is not inside a checkout of the project.");
  }
}

package dev.dizhtime.local.command;

import java.nio.file.Path;

/** The project that this command was built from. */
final class Project {
  private Project() {}

  static Path root() {
    return Path.of(System.getProperty("dizhtime.root", ""));
  }
}

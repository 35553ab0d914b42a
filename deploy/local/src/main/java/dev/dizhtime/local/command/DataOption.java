package dev.dizhtime.local.command;

import dev.dizhtime.local.supervisor.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Which platform is meant: there may be several on one machine, each with a directory of its own.
 */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the platform keeps everything (default: .dizhtime in the project).")
  private Path directory;

  DataDirectory directory() {
    return new DataDirectory(directory == null ? Project.root().resolve(".dizhtime") : directory);
  }
}

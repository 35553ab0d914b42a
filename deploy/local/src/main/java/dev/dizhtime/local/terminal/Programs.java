package dev.dizhtime.local.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that a command needs. */
public final class Programs {
  private Programs() {}

  /** Where it is; throws {@link Refusal} with what to do when it is nowhere. */
  public static Path require(String name, String packageName) {
    return find(name)
        .orElseThrow(
            () ->
                new Refusal(
                    name
                        + " is not installed: apt-get install "
                        + packageName
                        + " (Debian and Ubuntu)."));
  }

  /** Where it is, if it is installed. */
  public static Optional<Path> find(String name) {
    return Stream.concat(
            Stream.of(Objects.toString(System.getenv("PATH"), "").split(":")),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that a measurement needs. */
final class Programs {
  private Programs() {}

  /** Where it is; throws {@link Refusal} with what to do when it is nowhere. */
  static Path require(String name, String packageName) {
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
  static Optional<Path> find(String name) {
    return Stream.concat(
            Stream.of(Objects.toString(System.getenv("PATH"), "").split(":")),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

package dev.dizhtime.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs that the tests need, and how they are run. */
final class Tools {
  /** The project. */
  static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));

  /** For a program that hangs; a machine with much to do may take long for what is right. */
  private static final int BOUND_SECONDS = 300;

  private Tools() {}

  /** What a program said, and how it ended. */
  record Ended(int status, String out, String err) {}

  /** The command that renders a kustomization whose folder is put behind it. */
  static List<String> kustomize() {
    return onPath("kubectl")
        .filter(Tools::knowsComponents)
        .map(kubectl -> List.of(kubectl, "kustomize"))
        .or(() -> onPath("kustomize").map(kustomize -> List.of(kustomize, "build")))
        .orElseThrow(
            () ->
                new AssertionError(
                    "This test needs kubectl 1.27 or newer, or kustomize 5; ./dizhtime test"
                        + " installs it."));
  }

  /** The path of promtool. */
  static String promtool() {
    return onPath("promtool")
        .orElseThrow(
            () ->
                new AssertionError(
                    "This test needs promtool (Debian: prometheus); ./dizhtime test installs it."));
  }

  /** Debian's own kubectl is too old to know components. */
  private static boolean knowsComponents(String kubectl) {
    var version = run(List.of(kubectl, "version", "--client")).out();
    return version.contains("Kustomize Version: v5");
  }

  private static Optional<String> onPath(String name) {
    var folders = new ArrayList<>(Arrays.asList(System.getenv("PATH").split(":")));
    folders.add(ROOT.resolve("deploy/local/target/tools").toString());
    return folders.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Runs a program to its end, in the project's folder. */
  static Ended run(List<String> command) {
    try {
      var out = Files.createTempFile("tool", ".out");
      var err = Files.createTempFile("tool", ".err");
      try {
        var process =
            new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(command + " did not end in " + BOUND_SECONDS + " s");
        }
        return new Ended(process.exitValue(), read(out), read(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}

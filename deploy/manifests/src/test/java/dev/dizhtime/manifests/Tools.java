package dev.dizhtime.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs that the tests need, and how they are run. */
final class Tools {
  /** The project. */
  static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));

  /** For a program that hangs; a machine with much to do may take long for what is right. */
  private static final int BOUND_SECONDS = 300;

  /** For what programs say: a build that is killed leaves it where the next clean one finds it. */
  private static final Path TARGET = Path.of("target");

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
    return debians("promtool", "prometheus");
  }

  /** The path of amtool. */
  static String amtool() {
    return debians("amtool", "prometheus-alertmanager");
  }

  /** The path of Alertmanager, which Debian calls otherwise. */
  static String alertmanager() {
    return onPath("alertmanager")
        .orElseGet(() -> debians("prometheus-alertmanager", "prometheus-alertmanager"));
  }

  private static String debians(String program, String pack) {
    return onPath(program)
        .orElseThrow(
            () ->
                new AssertionError(
                    "This test needs %s (Debian: %s); ./dizhtime test installs it."
                        .formatted(program, pack)));
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
    return run(command, Map.of());
  }

  /** The same with more in its environment. */
  static Ended run(List<String> command, Map<String, String> environment) {
    try {
      var out = Files.createTempFile(TARGET, "tool", ".out");
      var err = Files.createTempFile(TARGET, "tool", ".err");
      try {
        var builder =
            new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
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

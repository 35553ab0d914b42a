package dev.dizhtime.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlays that are written for a test: the base, components, and what these ask an overlay for.
 */
final class Combined {
  /** Where Kafka is when it is not in the cluster. */
  static final String BROKER = "broker.example.net";

  private static final Path FOLDER = Tools.ROOT.resolve("deploy/manifests/target/combined");

  private Combined() {}

  /** The folder of an overlay with these components, in this order. */
  static Path of(List<String> components) {
    return written("c" + String.join("-", components), components, shippedArchives(), List.of());
  }

  /** As the page of the component restore has it done: a new archive, and a moment. */
  static Path restoring(String database) {
    var to = database + "-to: postgres-" + database;
    var archives = shippedArchives().replace(to + "\n", to + "-2\n");
    var patch = page().split("```yaml\n")[1].split("```")[0].replace("wallet", database);
    return written("r" + database, List.of("backups", "restore"), archives, patch.lines().toList());
  }

  private static String shippedArchives() {
    return read(Rendered.COMPONENTS.resolve("restore/archives.yaml"));
  }

  private static String page() {
    return read(Rendered.COMPONENTS.resolve("restore/README.md"));
  }

  private static Path written(
      String name, List<String> components, String archives, List<String> more) {
    try {
      var folder = Files.createDirectories(FOLDER.resolve(name));
      var kustomize = folder.relativize(Tools.ROOT.resolve("kustomize"));
      var lines = new ArrayList<>(List.of("resources:", "  - " + kustomize.resolve("base")));
      if (components.contains("restore")) {
        lines.add("  - archives.yaml");
        Files.writeString(folder.resolve("archives.yaml"), archives);
      }
      lines.add(components.isEmpty() ? "components: []" : "components:");
      components.forEach(each -> lines.add("  - " + kustomize.resolve("components/" + each)));
      if (components.contains("external-data")) {
        lines.add("configMapGenerator:");
        lines.add("  - name: platform");
        lines.add("    namespace: dizhtime");
        lines.add("    behavior: merge");
        lines.add("    literals: [\"DIZHTIME_KAFKA_BOOTSTRAP=" + BROKER + ":9092\"]");
      }
      lines.addAll(more);
      Files.write(folder.resolve("kustomization.yaml"), lines);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

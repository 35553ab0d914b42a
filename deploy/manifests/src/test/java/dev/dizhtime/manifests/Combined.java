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
    return written("c" + String.join("-", components), components, List.of());
  }

  /** One database, to a moment, as the page of the component has it done. */
  static Path restoring(String database) {
    var patch = page().split("patches:\n")[1].split("```")[0].replace("wallet", database);
    return written(
        "r" + database,
        List.of("backups", "restore/" + database),
        ("patches:\n" + patch).lines().toList());
  }

  private static String page() {
    return read(Rendered.COMPONENTS.resolve("restore/README.md"));
  }

  private static Path written(String name, List<String> components, List<String> more) {
    try {
      var folder = Files.createDirectories(FOLDER.resolve(name));
      var kustomize = folder.relativize(Tools.ROOT.resolve("kustomize"));
      var lines = new ArrayList<>(List.of("resources:", "  - " + kustomize.resolve("base")));
      if (components.stream().anyMatch(each -> each.startsWith("restore"))) {
        lines.add("  - archives.yaml");
        var archives = read(Rendered.COMPONENTS.resolve("restore/archives.yaml"));
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

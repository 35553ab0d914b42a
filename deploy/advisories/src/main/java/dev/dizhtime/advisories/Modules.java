package dev.dizhtime.advisories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules of the project, and what each runs with. */
final class Modules {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Modules() {}

  /**
   * All parts, with the modules that run with each.
   *
   * @throws IOException also when a module has not been built
   */
  static Map<Part, Set<String>> parts(Path root) throws IOException {
    Map<Part, Set<String>> parts = new TreeMap<>();
    for (String module : names(root)) {
      Path list = root.resolve(module).resolve("target/parts.txt");
      if (!Files.isRegularFile(list)) {
        throw new IOException(
            "What "
                + module
                + " runs with is not known: build it first (./dizhtime test advisories).");
      }
      for (Part part : Parts.of(list)) {
        parts.computeIfAbsent(part, _ -> new TreeSet<>()).add(module);
      }
    }
    return parts;
  }

  /** All that are built always, but those that only test. */
  static Set<String> names(Path root) throws IOException {
    String pom = Files.readString(root.resolve("pom.xml"));
    Set<String> names = new TreeSet<>();
    Matcher modules = MODULE.matcher(pom.substring(0, pom.indexOf("</modules>")));
    while (modules.find()) {
      names.add(modules.group(1));
    }
    names.removeAll(Set.of("deploy/advisories", "deploy/manifests", "shared/testkit"));
    return names;
  }
}

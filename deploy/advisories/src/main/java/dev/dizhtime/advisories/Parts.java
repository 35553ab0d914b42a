package dev.dizhtime.advisories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a module runs with. */
final class Parts {
  private static final String OURS = "dev.dizhtime";

  /**
   * {@code group:artifact:type[:classifier]:version:scope:/path}, as the dependency plug-in says
   * it.
   */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([\\w.-]+):([\\w.-]+):[\\w-]+:(?:[\\w.-]+:)?([\\w.-]+):(?:compile|runtime):(/.*?\\.\\w+|[^/].*)(?:"
              + " -- .*)?");

  private static final Pattern REPACKED =
      Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

  /** What a bundle of scripts says that it has inside; most say nothing. */
  private static final Pattern SCRIPT =
      Pattern.compile("\\b(DOMPurify)(?: |\\.version=\")(\\d+\\.\\d+\\.\\d+)");

  private Parts() {}

  /** Of a list that the build wrote: the jars, what is repacked in them, and their scripts. */
  static Set<Part> of(Path list) throws IOException {
    Set<Part> parts = new TreeSet<>();
    for (String line : Files.readAllLines(list)) {
      Matcher words = LINE.matcher(line);
      if (words.matches() && !words.group(1).equals(OURS)) {
        parts.addAll(named(words.group(1), words.group(2), words.group(3)));
        parts.addAll(inside(Path.of(words.group(4))));
      }
    }
    return parts;
  }

  /** A web jar is the npm package that it packs, too. */
  static List<Part> named(String group, String artifact, String version) {
    List<Part> names = new ArrayList<>(List.of(Part.maven(group, artifact, version)));
    if (group.equals("org.webjars.npm")) {
      names.add(Part.npm(artifact.replaceFirst("^(\\w+)__", "@$1/"), version));
    } else if (group.equals("org.webjars")) {
      names.add(Part.npm(artifact, version));
      names.add(Part.npm(artifact + "-dist", version));
    }
    return names;
  }

  private static Set<Part> inside(Path jar) throws IOException {
    Set<Part> parts = new TreeSet<>();
    if (!Files.isRegularFile(jar)) {
      return parts;
    }
    try (var zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (REPACKED.matcher(entry.getName()).matches()) {
          repacked(zip, entry).ifPresent(parts::add);
        } else if (entry.getName().endsWith(".js")) {
          parts.addAll(scripts(text(zip, entry)));
        }
      }
    }
    return parts;
  }

  private static Optional<Part> repacked(ZipFile zip, ZipEntry entry) throws IOException {
    var properties = new Properties();
    try (var in = zip.getInputStream(entry)) {
      properties.load(in);
    }
    String group = properties.getProperty("groupId");
    String artifact = properties.getProperty("artifactId");
    String version = properties.getProperty("version");
    return group == null || artifact == null || version == null
        ? Optional.empty()
        : Optional.of(Part.maven(group, artifact, version));
  }

  static Set<Part> scripts(String text) {
    Set<Part> parts = new TreeSet<>();
    SCRIPT
        .matcher(text)
        .results()
        .forEach(
            found -> parts.add(Part.npm(found.group(1).toLowerCase(Locale.ROOT), found.group(2))));
    return parts;
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (var in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

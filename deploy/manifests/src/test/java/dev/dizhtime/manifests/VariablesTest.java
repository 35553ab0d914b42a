package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages name the variables that the code reads, all of them and no others. */
class VariablesTest {
  private static final String PREFIX = "DIZHTIME_";

  /** How configuration is read: by {@code Env}, or by a method that hands the name on to it. */
  private static final Pattern READ =
      Pattern.compile(
          "\\b(?:text|find|uri|secret|key|integer|longInteger|fraction|millis|seconds|on|oneOf)"
              + "\\(\\s*(?:env,\\s*)?(?:\"([A-Z][A-Z0-9_]*)\"|([A-Z][A-Z0-9_]*))\\s*[,)]");

  private static final Pattern CONSTANT =
      Pattern.compile("String ([A-Z][A-Z0-9_]*)\\s*=\\s*\"([A-Z][A-Z0-9_]*)\"");

  /** What the launcher and shells read. */
  private static final Pattern BY_ITS_WHOLE_NAME =
      Pattern.compile("(?:Env\\.PREFIX \\+ \"|\\$\\{DIZHTIME_)([A-Z][A-Z0-9_]*)");

  /** One for each kind of wait, one for each provider of sign-ins. */
  private static final Pattern BETWEEN =
      Pattern.compile("\"([A-Z][A-Z0-9_]*_)\" \\+ kind \\+ \"(_[A-Z]+)\"");

  private static final Pattern OF_A_PROVIDER = Pattern.compile("\\bof \\+ \"([A-Z_]+)\"");

  private static final Pattern NAMED = Pattern.compile("DIZHTIME_([A-Z][A-Z0-9_]*[A-Z0-9])");

  /** A cell of a table on a page that says once what all names begin with. */
  private static final Pattern CELL = Pattern.compile("`([A-Z][A-Z0-9_]*)`");

  @Test
  void arePagesOfVariablesThatAreRead() {
    Set<String> read = read();
    List<Pattern> composed = composed();
    for (var page : pages()) {
      assertThat(named(page))
          .as(page.toString())
          .allMatch(
              name ->
                  read.contains(name)
                      || composed.stream().anyMatch(each -> each.matcher(name).matches()));
    }
  }

  @Test
  void leaveNoVariableOut() {
    Set<String> named = new TreeSet<>();
    pages().forEach(page -> named.addAll(named(page)));
    assertThat(read()).hasSizeGreaterThan(90);
    assertThat(named).containsAll(read());
  }

  private static Set<String> read() {
    Set<String> names = new TreeSet<>();
    for (var source : sources().toList()) {
      var text = text(source);
      names.addAll(found(BY_ITS_WHOLE_NAME, text));
      if (source.toString().endsWith(".java") && text.contains("Env") || text.contains(".env()")) {
        Map<String, String> constants = new HashMap<>();
        CONSTANT
            .matcher(text)
            .results()
            .forEach(each -> constants.put(each.group(1), each.group(2)));
        READ.matcher(text)
            .results()
            .map(each -> each.group(1) == null ? constants.get(each.group(2)) : each.group(1))
            .filter(name -> name != null)
            .forEach(names::add);
      }
    }
    return names;
  }

  private static List<Pattern> composed() {
    return sources()
        .map(VariablesTest::text)
        .flatMap(
            text ->
                Stream.concat(
                    BETWEEN
                        .matcher(text)
                        .results()
                        .map(each -> each.group(1) + "[A-Z_]+" + each.group(2)),
                    OF_A_PROVIDER
                        .matcher(text)
                        .results()
                        .map(each -> "OIDC_[A-Z0-9]+_" + each.group(1))))
        .distinct()
        .map(Pattern::compile)
        .toList();
  }

  private static Set<String> named(Path page) {
    var text = text(page);
    Set<String> names = found(NAMED, text);
    if (text.contains("All begin with `" + PREFIX + "`")) {
      boolean variables = false;
      for (var line : text.lines().toList()) {
        variables = line.startsWith("| variable |") || (variables && line.startsWith("|"));
        if (variables) {
          names.addAll(found(CELL, line.split("\\|")[1]));
        }
      }
    }
    return names;
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(each -> found.add(each.group(1)));
    return found;
  }

  private static Stream<Path> sources() {
    return files().stream()
        .filter(
            file ->
                file.toString().contains("/src/main/")
                        && file.toString().matches(".*(\\.java|logback\\.xml)")
                    || file.endsWith("deploy/compose.yaml"));
  }

  /** Decisions tell of what was once. */
  private static List<Path> pages() {
    return files().stream()
        .filter(file -> file.toString().endsWith(".md"))
        .filter(file -> !file.toString().contains("/decisions/"))
        .filter(file -> !file.endsWith("CHANGELOG.md"))
        .toList();
  }

  private static List<Path> files() {
    try (var files = Files.walk(Tools.ROOT)) {
      return files
          .filter(file -> !file.toString().matches(".*/(target|node_modules|\\.git)/.*"))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

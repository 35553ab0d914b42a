package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that exist. */
class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:#([a-z]\\w*))?`");

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    List<String> missing = new ArrayList<>();
    var named = NAMED.matcher(Files.readString(Tools.ROOT.resolve("docs/security.md")));
    int found = 0;
    while (named.find()) {
      found++;
      String wanted = named.group(2) == null ? "class " : "void " + named.group(2) + "(";
      if (!written(named.group(1)).contains(wanted)) {
        missing.add(named.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).as("tests that the page names").isGreaterThan(50);
  }

  /** Sources of the classes of that name; two modules may have one. */
  private static String written(String name) throws IOException {
    var texts = new StringBuilder();
    for (String part : List.of("verticles", "portals", "shared", "deploy")) {
      try (Stream<Path> files = Files.find(Tools.ROOT.resolve(part), 20, (file, _) -> true)) {
        var own = Path.of(name + ".java");
        for (Path each : files.toList()) {
          if (each.getFileName().equals(own) && !each.toString().contains("/target/")) {
            texts.append(Files.readString(each));
          }
        }
      }
    }
    return texts.toString();
  }
}

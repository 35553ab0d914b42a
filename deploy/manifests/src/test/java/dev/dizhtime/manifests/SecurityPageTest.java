package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that exist. */
class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:#([a-z]\\w*))?`");

  private static final Pattern ROW = Pattern.compile("\\| (\\d[\\d., to]*) \\|");

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

  /** How many requirements of levels 1 and 2 each section of the chapters has. */
  private static final Map<String, List<Integer>> ASVS =
      Map.ofEntries(
          Map.entry("6.1", range(1, 3)),
          Map.entry("6.2", range(1, 12)),
          Map.entry("6.3", range(1, 4)),
          Map.entry("6.4", range(1, 4)),
          Map.entry("6.5", range(1, 5)),
          Map.entry("6.6", range(1, 3)),
          Map.entry("6.8", range(1, 4)),
          Map.entry("7.1", range(1, 3)),
          Map.entry("7.2", range(1, 4)),
          Map.entry("7.3", range(1, 2)),
          Map.entry("7.4", range(1, 5)),
          Map.entry("7.5", range(1, 2)),
          Map.entry("7.6", range(1, 2)),
          Map.entry("8.1", range(1, 2)),
          Map.entry("8.2", range(1, 3)),
          Map.entry("8.3", range(1, 1)),
          Map.entry("8.4", range(1, 1)),
          Map.entry("9.1", range(1, 3)),
          Map.entry("9.2", range(1, 4)),
          Map.entry("10.1", range(1, 2)),
          Map.entry("10.2", range(1, 2)),
          Map.entry("10.3", range(1, 4)),
          Map.entry("10.4", range(1, 11)),
          Map.entry("10.5", range(1, 5)),
          Map.entry("10.6", range(1, 2)),
          Map.entry("10.7", range(1, 3)));

  @Test
  void everyRequirementOfTheChaptersIsAnswered() throws IOException {
    Set<String> answered = new HashSet<>();
    for (String line : Files.readAllLines(Tools.ROOT.resolve("docs/security.md"))) {
      var row = ROW.matcher(line);
      if (row.lookingAt()) {
        answered.addAll(numbers(row.group(1)));
      }
    }
    Set<String> asked = new HashSet<>();
    ASVS.forEach(
        (section, numbers) -> numbers.forEach(number -> asked.add(section + "." + number)));
    assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
  }

  /** Of "6.1.2, 6.2.11" both, of "6.5.2 to 6.5.4" all three. */
  private static List<String> numbers(String cell) {
    List<String> numbers = new ArrayList<>();
    for (String part : cell.split(", ")) {
      String[] ends = part.split(" to ");
      int dot = ends[0].lastIndexOf('.');
      String section = ends[0].substring(0, dot);
      int last = Integer.parseInt(ends[ends.length - 1].substring(dot + 1));
      range(Integer.parseInt(ends[0].substring(dot + 1)), last)
          .forEach(number -> numbers.add(section + "." + number));
    }
    return numbers;
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
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

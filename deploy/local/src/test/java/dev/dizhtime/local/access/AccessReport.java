package dev.dizhtime.local.access;

import dev.dizhtime.local.access.Tries.Tried;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells what was answered to whom. */
final class AccessReport {
  private static final Path FILE = Path.of("target/access-matrix.md");

  private AccessReport() {}

  static void write(int operations, List<Tried> all) {
    long granted = all.stream().filter(Tried::granted).count();
    var summary =
        "%d operations, %d members of the cast, %d requests: %d refused, %d granted"
            .formatted(
                operations, Member.values().length, all.size(), all.size() - granted, granted);
    System.out.println("Access matrix: " + summary);
    var page = new StringBuilder("# What was answered\n\n" + summary + ".\n\n| operation |");
    Arrays.stream(Member.values()).forEach(each -> page.append(each.title()).append(" | "));
    page.append("\n|---|").append("---|".repeat(Member.values().length)).append('\n');
    byRow(all)
        .forEach(
            (row, answers) -> {
              page.append("| ").append(row).append(" |");
              for (Member member : Member.values()) {
                page.append(
                    answers.getOrDefault(member, Set.of()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", " ", " |")));
              }
              page.append('\n');
            });
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Map<Member, Set<Integer>>> byRow(List<Tried> all) {
    Map<String, Map<Member, Set<Integer>>> answers = new LinkedHashMap<>();
    for (Tried tried : all) {
      answers
          .computeIfAbsent(tried.row().toString(), _ -> new EnumMap<>(Member.class))
          .computeIfAbsent(tried.member(), _ -> new TreeSet<>())
          .add(tried.answer().status());
    }
    return answers;
  }
}

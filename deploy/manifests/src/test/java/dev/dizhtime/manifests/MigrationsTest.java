package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A migration leaves alone what the version before it reads and writes, since both run side by side
 * during a rollout (docs/operations.md, Upgrading). What is dropped says since when nothing uses
 * it:
 *
 * <pre>{@code
 * -- contract: not used since 0.2.0
 * ALTER TABLE orders DROP COLUMN note;
 * }</pre>
 */
class MigrationsTest {
  private static final Pattern CONTRACT =
      Pattern.compile("-- contract: not used since \\d+\\.\\d+\\.\\d+");
  private static final Pattern NEW_TABLE =
      Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Pattern> BREAKING =
      Map.of(
          "drops what the version before may use",
              sql("\\bDROP (?:TABLE|VIEW|FUNCTION|COLUMN|SCHEMA|TYPE)\\b"),
          "renames", sql("\\bRENAME\\b"),
          "changes a type", sql("\\bALTER (?:COLUMN )?\\w+ (?:SET DATA )?TYPE\\b"),
          "demands a value that the version before does not write",
              sql("\\bSET NOT NULL\\b|\\bADD COLUMN (?!.*\\bDEFAULT\\b).*\\bNOT NULL\\b"),
          "demands what the version before may not keep to",
              sql(
                  "\\bADD (?:CONSTRAINT \\w+ )?(?:CHECK|UNIQUE|FOREIGN KEY|PRIMARY"
                      + " KEY)\\b(?!.*\\bNOT VALID\\b)"));

  private static final Pattern LOCKING_INDEX =
      sql("\\bCREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?\\w+ ON (\\w+)");

  @Test
  void everyMigrationSinceTheFirstReleaseExpandsOrContracts() throws IOException {
    Set<String> first = firstRelease();
    List<String> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (Stream<Path> files = Files.find(Tools.ROOT, 20, (file, _) -> isMigration(file))) {
      for (Path file : files.toList()) {
        String name = Tools.ROOT.relativize(file).toString();
        seen.add(name);
        if (!first.contains(name)) {
          complaints(Files.readString(file)).forEach(each -> found.add(name + " " + each));
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(seen).as("no migration that has run may go away").containsAll(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders DROP COLUMN note;",
        "DROP TABLE saga_step;",
        "ALTER TABLE orders RENAME COLUMN note TO remark;",
        "ALTER TABLE orders ALTER COLUMN note TYPE varchar(10);",
        "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;",
        "ALTER TABLE orders ADD COLUMN note text NOT NULL;",
        "ALTER TABLE orders\n  ADD CONSTRAINT noted CHECK (note <> '');",
        "CREATE INDEX orders_note ON orders (note);"
      })
  void knowsWhatStopsTheVersionBefore(String migration) {
    assertThat(complaints(migration)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders ADD COLUMN note text;",
        "ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT '';",
        "ALTER TABLE orders ADD CONSTRAINT noted CHECK (note <> '') NOT VALID;",
        "CREATE INDEX CONCURRENTLY orders_note ON orders (note);",
        "CREATE TABLE remark (id uuid PRIMARY KEY, text text NOT NULL);\n"
            + "CREATE INDEX r ON remark (text);",
        "-- contract: not used since 0.2.0\nALTER TABLE orders DROP COLUMN note;",
        "-- One may not DROP TABLE here.\nSELECT 1;"
      })
  void letsExpandAndContract(String migration) {
    assertThat(complaints(migration)).isEmpty();
  }

  private static List<String> complaints(String migration) {
    Set<String> fresh = new HashSet<>();
    var created = NEW_TABLE.matcher(migration);
    while (created.find()) {
      fresh.add(created.group(1));
    }
    List<String> complaints = new ArrayList<>();
    for (String statement : migration.split(";")) {
      if (CONTRACT.matcher(statement).find()) {
        continue;
      }
      String said = statement.replaceAll("--[^\n]*", " ").replaceAll("\\s+", " ");
      if (NEW_TABLE.matcher(said).find()) {
        continue;
      }
      BREAKING.forEach(
          (what, pattern) -> {
            if (pattern.matcher(said).find()) {
              complaints.add(what + ": " + said.strip());
            }
          });
      var index = LOCKING_INDEX.matcher(said);
      if (index.find() && !fresh.contains(index.group(1))) {
        complaints.add("stops all writes while an index is made: " + said.strip());
      }
    }
    return complaints;
  }

  private static Pattern sql(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  private static boolean isMigration(Path file) {
    String path = file.toString();
    return path.contains("/src/main/resources/") && path.matches(".*/db/V[^/]*\\.sql");
  }

  private static Set<String> firstRelease() throws IOException {
    try (var list = MigrationsTest.class.getResourceAsStream("migrations-of-0.1.0.txt")) {
      return new HashSet<>(
          new String(list.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList());
    }
  }
}

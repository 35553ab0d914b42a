package dev.dizhtime.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.local.access.AccessMatrix.Row;
import dev.dizhtime.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The matrix of access, the services' documents and the reference page say the same. */
class AccessMatrixTest {
  private static final List<Described> OPERATIONS = ApiDocuments.operations();
  private static final List<Row> ROWS = AccessMatrix.rows();

  private static final Map<String, Described> BY_ID =
      OPERATIONS.stream().collect(Collectors.toMap(Described::operationId, Function.identity()));

  @Test
  void everyOperationOfEveryDocumentIsInTheMatrix() {
    Set<String> known = ROWS.stream().map(Row::operation).collect(Collectors.toSet());
    assertThat(OPERATIONS.stream().filter(each -> !known.contains(each.operationId())))
        .as(
            "operations without a row in %s: add \"- {operation: ..., of: ..., may: [...], body:"
                + " ...}\"",
            AccessMatrix.FILE)
        .isEmpty();
    assertThat(OPERATIONS).hasSizeGreaterThan(90);
  }

  @Test
  void theMatrixKnowsNoOperationThatIsNotThere() {
    assertThat(ROWS).allSatisfy(row -> assertThat(BY_ID).containsKey(row.operation()));
  }

  @Test
  void theMatrixGrantsNothingThatTheRolesOfADocumentForbid() {
    for (Row row : ROWS) {
      var operation = BY_ID.get(row.operation());
      Member.people().stream()
          .filter(row::allows)
          .filter(_ -> !operation.roles().isEmpty())
          .forEach(
              member ->
                  assertThat(operation.roles()).as("x-roles of %s", row).contains(member.role()));
      if (row.allows(Member.STRANGER)) {
        assertThat(operation.needsToken()).as("%s needs a token", row).isFalse();
      }
    }
  }

  @Test
  void theMatrixNamesPeopleThatThereAre() {
    Set<String> kinds = new HashSet<>(Set.of("all", "anyone"));
    for (Member member : Member.values()) {
      kinds.add(member.kind());
    }
    assertThat(ROWS).allSatisfy(row -> assertThat(kinds).containsAll(row.may()));
    assertThat(ROWS)
        .allSatisfy(
            row ->
                row.sees()
                    .values()
                    .forEach(seeing -> assertThat(kinds).as("%s", row).containsAll(seeing)));
  }

  @Test
  void whatTakesABodyIsSentOne() {
    for (Row row : ROWS) {
      assertThat(row.body() != null)
          .as("%s has a body in %s", row, AccessMatrix.FILE)
          .isEqualTo(BY_ID.get(row.operation()).requestSchema().isPresent());
    }
  }

  @Test
  void everyRouteOfAPortalWithAnIdIsDeclared() {
    PortalRoutes.declared()
        .forEach(
            (portal, guards) ->
                assertThat(guards.keySet())
                    .as("routes of %s in %s", portal, PortalRoutes.FILE)
                    .containsExactlyInAnyOrderElementsOf(PortalRoutes.bound(portal).keySet()));
    assertThat(PortalRoutes.declared())
        .containsOnlyKeys("customer", "restaurant", "driver", "admin");
  }

  @Test
  void thePageSaysWhatTheMatrixSays() throws IOException {
    var page = ProjectRoot.find().resolve("docs/reference/access.md");
    var text = AccessPage.text(OPERATIONS, ROWS);
    if (Boolean.getBoolean("dizhtime.regenerate")) {
      Files.writeString(page, text);
    }
    assertThat(page)
        .as("docs/reference/access.md; -Ddizhtime.regenerate=true writes it anew")
        .hasContent(text);
  }
}

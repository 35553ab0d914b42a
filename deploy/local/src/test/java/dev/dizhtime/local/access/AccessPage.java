package dev.dizhtime.local.access;

import static java.util.stream.Collectors.joining;

import dev.dizhtime.local.access.AccessMatrix.Row;
import dev.dizhtime.local.platform.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference page that the matrix is written down on for people. */
final class AccessPage {
  private static final List<Member> COLUMNS =
      List.of(
          Member.CUSTOMER_A,
          Member.OWNER_A,
          Member.MANAGER,
          Member.KITCHEN,
          Member.DRIVER_A,
          Member.SUPPORT,
          Member.ADMIN,
          Member.STRANGER);

  private static final String HEAD =
      """
      # Who may do what

      Every operation of every service's OpenAPI document, and who may. *own* is with things that are theirs, or their
      restaurant's: other people's are not found. *any* is with anybody's. *yes* is about nobody's thing, or about the
      caller's own in any case. Where nothing is said it is refused: with 401 without a good token, with 403 without the
      role, with 404 otherwise, or with what the second column says. *x for y* is a property of the answer that nobody else
      is told. A client of a third party needs a token that names one of the scopes, and has no more rights than the person
      it acts for; where no scope is named, no client of a third party gets in.

      The page is written from `deploy/local/src/test/resources/dev/dizhtime/local/access/matrix.yaml` and the documents.
      `AccessMatrixTest` holds it against them (`-Ddizhtime.regenerate=true` writes it anew); `AccessIT` tries each
      operation as each of them, with things of both sides, and holds the platform against it.
      """;

  private AccessPage() {}

  static String text(List<Described> operations, List<Row> rows) {
    Map<String, List<Row>> byOperation =
        rows.stream()
            .collect(
                Collectors.groupingBy(Row::operation, LinkedHashMap::new, Collectors.toList()));
    var page = new StringBuilder(HEAD);
    Part last = null;
    for (Described operation : operations) {
      if (operation.part() != last) {
        last = operation.part();
        page.append("\n## ").append(last.partName()).append("\n\n| operation | with |");
        COLUMNS.forEach(each -> page.append(' ').append(each.kind()).append(" |"));
        page.append(" scopes |\n|---|---|").append("---|".repeat(COLUMNS.size() + 1)).append('\n');
      }
      byOperation
          .getOrDefault(operation.operationId(), List.of())
          .forEach(row -> page.append(line(operation, row)));
    }
    return page.toString();
  }

  private static String line(Described operation, Row row) {
    var line =
        new StringBuilder(
            "| `%s` %s `%s` | %s |"
                .formatted(
                    operation.operationId(), operation.method(), operation.path(), what(row)));
    COLUMNS.forEach(each -> line.append(' ').append(cell(row, each)).append(" |"));
    return line.append(' ').append(String.join(", ", operation.scopes())).append(" |\n").toString();
  }

  /** The thing, or what is asked for, and what is particular about it. */
  private static String what(Row row) {
    List<String> words = new ArrayList<>();
    if (row.of() != null) {
      words.add(row.of());
    }
    row.query().forEach((name, value) -> words.add(name + "=" + value));
    if (row.may().contains(Member.KEY.kind())) {
      words.add("for who has the provider's key");
    }
    if (row.foreign() != 404) {
      words.add("otherwise " + row.foreign());
    }
    new TreeMap<>(row.sees())
        .forEach(
            (property, kinds) ->
                words.add(property + " for " + kinds.stream().sorted().collect(joining(", "))));
    return String.join("; ", words);
  }

  private static String cell(Row row, Member member) {
    if (!row.allows(member)) {
      return "";
    }
    if (row.of() == null) {
      return "yes";
    }
    return member == Member.ADMIN || member == Member.SUPPORT || row.allows(Member.STRANGER)
        ? "any"
        : "own";
  }
}

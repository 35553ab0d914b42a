package dev.dizhtime.local.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code matrix.yaml} declares. */
final class AccessMatrix {
  static final String FILE =
      "deploy/local/src/test/resources/dev/dizhtime/local/access/matrix.yaml";

  private static final String ALL = "all";
  private static final String ANYONE = "anyone";
  private static final int NOT_FOUND = 404;

  private AccessMatrix() {}

  /** An operation with an object, and who may; the file says what each field means. */
  record Row(
      String operation,
      String of,
      String ofB,
      Set<String> may,
      Integer foreign,
      Set<Integer> or,
      boolean blind,
      Map<String, Set<String>> sees,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      JsonNode body) {
    Row {
      foreign = foreign == null ? NOT_FOUND : foreign;
      or = or == null ? Set.of() : or;
      sees = sees == null ? Map.of() : sees;
      path = path == null ? Map.of() : path;
      query = query == null ? Map.of() : query;
      headers = headers == null ? Map.of() : headers;
    }

    /** Whether a member may. */
    boolean allows(Member member) {
      boolean listed =
          may.contains(member.kind())
              || member.person() && may.contains(ALL)
              || may.contains(ANYONE) && member != Member.AUDIENCE && member != Member.KEY;
      return listed && (of == null || member.sideA() || may.contains(ANYONE));
    }

    /** Whether a member of B's side does it with what is their own. */
    boolean forOwn(Member member) {
      return member.person()
          && !member.sideA()
          && (of == null ? allows(member) : ofB != null && may.contains(member.kind()));
    }

    /** Of the members who may, the first; with their rights others are tried. */
    Member rightful() {
      return Member.people().stream().filter(this::allows).findFirst().orElse(Member.CUSTOMER_A);
    }

    /** What somebody who may not is told. */
    int refusal(Described operation, Member member) {
      return switch (member) {
        case AUDIENCE, KEY -> 401;
        case STRANGER -> operation.needsToken() ? 401 : foreign;
        case CLIENT -> operation.needsToken() ? 403 : foreign;
        default ->
            operation.roles().isEmpty() || operation.roles().contains(member.role())
                ? foreign
                : 403;
      };
    }

    @Override
    public String toString() {
      return operation + (of == null ? "" : " of " + of);
    }
  }

  /** All rows, in the order of the file. */
  static List<Row> rows() {
    try (InputStream in = AccessMatrix.class.getResourceAsStream("matrix.yaml")) {
      return new YAMLMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

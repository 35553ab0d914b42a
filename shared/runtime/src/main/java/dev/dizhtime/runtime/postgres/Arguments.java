package dev.dizhtime.runtime.postgres;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Arguments of a statement, as the driver wants them: instants in UTC, enums by name. */
final class Arguments {
  private Arguments() {}

  static Tuple of(Object... values) {
    List<Object> converted = new ArrayList<>(values.length);
    for (Object value : values) {
      converted.add(
          switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case null -> null;
            default -> value;
          });
    }
    return Tuple.from(converted);
  }
}

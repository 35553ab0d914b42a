package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.model.TokenHash;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

/** Between rows and values. */
final class Rows {
  private Rows() {}

  static Buffer bytea(TokenHash hash) {
    return Buffer.buffer(hash.bytes());
  }

  static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static List<String> texts(Row row, String column) {
    return List.of(row.getArrayOfStrings(column));
  }

  static String[] array(Collection<String> texts) {
    return texts.toArray(String[]::new);
  }
}

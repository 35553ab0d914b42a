package dev.dizhtime.local.chaos;

import dev.dizhtime.local.platform.Databases;
import dev.dizhtime.local.platform.Environments;
import dev.dizhtime.local.platform.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The services' databases, read past the services.
 *
 * @param address of the PostgreSQL server
 */
record Books(String address) {
  /** The databases could not be read; whoever asked may ask again. */
  static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(SQLException cause) {
      super("the databases can't be read: " + cause.getMessage(), cause);
    }
  }

  /** The rows of a query, each as its texts; null is an empty text. */
  List<List<String>> rows(Part part, String sql) {
    try (var connection = Databases.connect(address, Environments.database(part));
        var statement = connection.createStatement()) {
      connection.setReadOnly(true);
      try (var result = statement.executeQuery(sql)) {
        var rows = new ArrayList<List<String>>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          var row = new ArrayList<String>();
          for (int column = 1; column <= columns; column++) {
            var text = result.getString(column);
            row.add(text == null ? "" : text);
          }
          rows.add(row);
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new UnreadableException(e);
    }
  }

  /** The rows of a query, each as a sentence. */
  List<String> findings(Part part, String what, String sql) {
    return rows(part, sql).stream()
        .map(row -> what + ": " + row.stream().collect(Collectors.joining(" ")))
        .toList();
  }

  /** The first number of a query. */
  long number(Part part, String sql) {
    return Long.parseLong(rows(part, sql).getFirst().getFirst());
  }

  /** Whether a table is there. */
  boolean has(Part part, String table) {
    return !rows(part, "SELECT to_regclass('" + table + "')").getFirst().getFirst().isEmpty();
  }
}

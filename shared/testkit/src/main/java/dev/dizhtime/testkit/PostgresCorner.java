package dev.dizhtime.testkit;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The databases of one test class: one per service. */
final class PostgresCorner {
  private final String server;
  private final String namespace;
  private final Set<String> created = new HashSet<>();

  /** {@code server} is {@code postgresql://user:password@host:port}. */
  PostgresCorner(String server, String namespace) {
    this.server = server;
    this.namespace = namespace;
  }

  synchronized String url(String service) {
    var database = namespace + "_" + service.replaceAll("[^a-z0-9_]", "_");
    if (created.add(database)) {
      create(database);
    }
    return server + "/" + database;
  }

  Connection connect(String service) throws SQLException {
    return open(url(service));
  }

  private void create(String database) {
    try (var connection = open(server + "/postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new IllegalStateException("The database " + database + " cannot be made.", e);
    }
  }

  private static Connection open(String url) throws SQLException {
    var uri = URI.create(url);
    var user = uri.getUserInfo().split(":", 2);
    var jdbc = "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath());
    return DriverManager.getConnection(jdbc, user[0], user[1]);
  }
}

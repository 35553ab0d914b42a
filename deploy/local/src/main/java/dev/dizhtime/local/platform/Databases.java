package dev.dizhtime.local.platform;

import dev.dizhtime.local.terminal.Refusal;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** One PostgreSQL database per service, on one server. */
public final class Databases {
  private static final String ALREADY_THERE = "42P04";
  private static final int BOUND_SECONDS = 30;

  private Databases() {}

  /**
   * Creates those that are missing.
   *
   * @param base {@code postgresql://user:password@host:port}, with or without a database
   * @throws Refusal when the server refuses
   */
  public static void create(String base) {
    var path = URI.create(base).getPath();
    var database = path == null || path.length() < 2 ? "postgres" : path.substring(1);
    try (var connection = connect(base, database)) {
      for (String name : names()) {
        create(connection, name);
      }
    } catch (SQLException e) {
      throw new Refusal("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /**
   * A connection to one database on the server of {@code base}; the caller closes it.
   *
   * @throws Refusal when {@code base} is no such address
   */
  public static Connection connect(String base, String database) throws SQLException {
    var uri = URI.create(base);
    var credentials = String.valueOf(uri.getUserInfo()).split(":", 2);
    if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || credentials.length != 2) {
      throw new Refusal(
          "%s must have the form postgresql://user:password@host:port/postgres."
              .formatted(Server.POSTGRES.wholeVariable()));
    }
    var login = new Properties();
    login.setProperty("user", credentials[0]);
    login.setProperty("password", credentials[1]);
    login.setProperty("loginTimeout", Integer.toString(BOUND_SECONDS));
    login.setProperty("socketTimeout", Integer.toString(BOUND_SECONDS));
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(uri.getHost(), port(uri), database), login);
  }

  /** The address of one database on the server of {@code base}. */
  public static String url(String base, String database) {
    var uri = URI.create(base);
    return "postgresql://%s@%s:%d/%s"
        .formatted(uri.getRawUserInfo(), uri.getHost(), port(uri), database);
  }

  /** {@code base} with {@code database} when it names none itself. */
  public static String mongoUri(String base, String database) {
    var query = base.indexOf('?');
    var address = query < 0 ? base : base.substring(0, query);
    var options = query < 0 ? "" : base.substring(query);
    int slash = address.indexOf('/', address.indexOf("://") + 3);
    if (slash >= 0 && slash < address.length() - 1) {
      return base;
    }
    return (slash < 0 ? address + "/" : address) + database + options;
  }

  private static List<String> names() {
    return Arrays.stream(Part.values())
        .filter(part -> part.needs().contains(Server.POSTGRES))
        .map(Environments::database)
        .toList();
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 5_432 : uri.getPort();
  }

  private static void create(Connection connection, String name) throws SQLException {
    try (var lookUp = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        var statement = connection.createStatement()) {
      lookUp.setString(1, name);
      try (var found = lookUp.executeQuery()) {
        if (!found.next()) {
          // The names are ours, from Part; an identifier cannot be a parameter.
          statement.execute("CREATE DATABASE \"" + name + "\"");
        }
      }
    } catch (SQLException e) {
      if (!ALREADY_THERE.equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}

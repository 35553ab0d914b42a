package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
  @TempDir Path directory;

  @Test
  void keepsItsDataThroughKillAndRestart() throws Exception {
    var settings = Servers.settings(directory);
    var first = PostgresServer.start(settings);
    try (var connection = connect(first);
        var statement = connection.createStatement()) {
      statement.execute("create table kept (id int)");
      statement.execute("insert into kept values (7)");
    }
    Servers.refusesADirectoryInUse(PostgresServer::start, settings);
    Servers.kill(first);

    var second = PostgresServer.start(settings);
    assertThat(kept(second)).isEqualTo(7);
    Servers.close(second);

    var third = PostgresServer.start(settings);
    assertThat(kept(third)).isEqualTo(7);
    Servers.close(third);
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    var settings = Servers.settings(directory).withDurable(false);
    try (var server = PostgresServer.start(settings)) {
      var uri = URI.create(server.address());
      var jdbc = "jdbc:postgresql://127.0.0.1:" + uri.getPort() + "/postgres";
      assertThatThrownBy(() -> DriverManager.getConnection(jdbc, "dizhtime", "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(Files.getPosixFilePermissions(settings.directory().resolve("password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void refusesATakenPort() throws Exception {
    Servers.refusesATakenPort(PostgresServer::start, Servers.settings(directory));
  }

  @Test
  void refusesDataOfAnotherVersion() throws Exception {
    var settings = Servers.settings(directory);
    Files.createDirectories(settings.directory().resolve("data"));
    Files.writeString(settings.directory().resolve("data/PG_VERSION"), "12\n");
    Files.writeString(settings.directory().resolve("password"), "secret");
    assertThatThrownBy(() -> PostgresServer.start(settings))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("version 12");
  }

  @Test
  void refusesAHalfWrittenDirectory() throws Exception {
    var settings = Servers.settings(directory);
    Files.createDirectories(settings.directory().resolve("data"));
    assertThatThrownBy(() -> PostgresServer.start(settings))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("half-written");
  }

  @Test
  void tellsTheLastLogLinesWhenItDies() throws Exception {
    var settings = Servers.settings(directory).withDurable(false);
    PostgresServer.start(settings).close();
    Files.delete(settings.directory().resolve("data/global/pg_control"));
    assertThatThrownBy(() -> PostgresServer.start(settings))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("ended while it was starting")
        .hasMessageContaining("pg_control");
  }

  private static int kept(EmbeddedServer server) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select id from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(EmbeddedServer server) throws SQLException {
    var uri = URI.create(server.address());
    var user = uri.getUserInfo().split(":");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + uri.getPort() + "/postgres", user[0], user[1]);
  }
}

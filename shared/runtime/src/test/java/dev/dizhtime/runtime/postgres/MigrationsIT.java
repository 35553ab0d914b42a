package dev.dizhtime.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When Flyway need not be asked. */
@RealInfrastructure(Server.POSTGRES)
class MigrationsIT {
  private static final String OWN = "dev/dizhtime/runtime/sample/db";

  private final Vertx vertx = Vertx.vertx();
  private Infrastructure infra;
  private PostgresConfig config;
  private Pool pool;

  @BeforeEach
  void open(Infrastructure given) throws SQLException {
    infra = given;
    config = PostgresConfig.from(Env.of(infra.environment("migrations")));
    // Each test begins with nothing.
    execute("DROP SCHEMA public CASCADE");
    execute("CREATE SCHEMA public");
    pool =
        PgBuilder.pool()
            .connectingTo(
                new PgConnectOptions()
                    .setHost(config.host())
                    .setPort(config.port())
                    .setDatabase(config.database())
                    .setUser(config.user())
                    .setPassword(config.password().reveal()))
            .using(vertx)
            .build();
  }

  @AfterEach
  void close() throws Exception {
    pool.close().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void whenItHasDoneAllThatIsWritten() {
    assertThat(Migrations.done(pool, Migrations.written(OWN))).isFalse();
    Migrations.run(config, OWN);
    assertThat(Migrations.done(pool, Migrations.written(OWN))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE installed_rank = 1",
        "UPDATE flyway_schema_history SET success = false WHERE installed_rank = 2",
        "DELETE FROM flyway_schema_history WHERE installed_rank = 2",
        "UPDATE flyway_schema_history SET script = 'V9__other.sql' WHERE installed_rank = 2",
        "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, 'V99__newer.sql', 1,"
            + " installed_by, installed_on, 1, true FROM flyway_schema_history"
            + " WHERE installed_rank = 1"
      })
  void butNotWhenAnythingIsOtherwise(String difference) throws SQLException {
    Migrations.run(config, OWN);
    execute(difference);
    assertThat(Migrations.done(pool, Migrations.written(OWN))).isFalse();
  }

  @Test
  void norWhenItsFolderIsNotThere() {
    Migrations.run(config, OWN);
    assertThat(Migrations.done(pool, Migrations.written("dev/dizhtime/nowhere"))).isFalse();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = infra.connect("migrations");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}

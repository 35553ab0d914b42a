package dev.dizhtime.runtime.postgres;

import org.flywaydb.core.Flyway;

/** Brings a database to the version that the code wants; several instances may try at once. */
final class Migrations {
  private static final String SHARED = "classpath:dev/dizhtime/runtime/postgres/db";
  private static final int CONNECT_RETRIES = 10;
  private static final int CONNECT_RETRY_SECONDS = 1;

  private Migrations() {}

  static void run(PostgresConfig config, String own) {
    Flyway.configure()
        .dataSource(config.jdbcUrl(), config.user(), config.password().reveal())
        .locations(SHARED, "classpath:" + own)
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(CONNECT_RETRY_SECONDS)
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }
}

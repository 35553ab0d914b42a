package dev.dizhtime.runtime.postgres;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import java.net.URI;

/**
 * Where a service's database is: {@code DIZHTIME_POSTGRES_URL}, {@code
 * postgresql://user:password@host:port/database}.
 *
 * @param poolSize connections at most ({@code DIZHTIME_POSTGRES_POOL_SIZE}, 8)
 * @param maxWaiting requests that may wait for a connection; one more is answered with 503
 * @param answerMillis a connection whose statement has no answer for so long is closed ({@code
 *     DIZHTIME_POSTGRES_ANSWER_MILLIS}, 30,000)
 * @param silenceMillis a transaction, or the relay's lock, of whose client nothing was heard for so
 *     long is ended by the database ({@code DIZHTIME_POSTGRES_SILENCE_MILLIS}, 30,000)
 */
public record PostgresConfig(
    String host,
    int port,
    String database,
    String user,
    Secret password,
    int poolSize,
    int maxWaiting,
    int answerMillis,
    int silenceMillis) {
  static final int MAX_POOL_SIZE = 200;
  private static final int BOUND_MILLIS = 30_000;
  private static final int MIN_BOUND_MILLIS = 1_000;
  private static final int MAX_BOUND_MILLIS = 3_600_000;

  /**
   * Reads it.
   *
   * @throws ConfigException when the address is absent or incomplete
   */
  public static PostgresConfig from(Env env) {
    URI url = env.uri("POSTGRES_URL");
    String[] credentials = String.valueOf(url.getUserInfo()).split(":", 2);
    boolean complete =
        "postgresql".equals(url.getScheme())
            && url.getHost() != null
            && url.getPath().length() > 1
            && credentials.length == 2;
    if (!complete) {
      throw new ConfigException(
          "DIZHTIME_POSTGRES_URL must have the form postgresql://user:password@host:port/database");
    }
    return new PostgresConfig(
        url.getHost(),
        url.getPort() < 0 ? 5432 : url.getPort(),
        url.getPath().substring(1),
        credentials[0],
        new Secret(credentials[1]),
        env.integer("POSTGRES_POOL_SIZE", 8, 2, MAX_POOL_SIZE),
        env.integer("POSTGRES_MAX_WAITING", 500, 1, 100_000),
        env.integer("POSTGRES_ANSWER_MILLIS", BOUND_MILLIS, MIN_BOUND_MILLIS, MAX_BOUND_MILLIS),
        env.integer("POSTGRES_SILENCE_MILLIS", BOUND_MILLIS, MIN_BOUND_MILLIS, MAX_BOUND_MILLIS));
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?tcpKeepAlive=true&options=%s"
        .formatted(host, port, database, SessionSettings.migrating());
  }
}

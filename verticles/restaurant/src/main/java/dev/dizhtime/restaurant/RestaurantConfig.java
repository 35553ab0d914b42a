package dev.dizhtime.restaurant;

import com.mongodb.ConnectionString;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;

/**
 * How the service is set up.
 *
 * @param mongoUri {@code DIZHTIME_MONGO_URI}, with the database's name; may hold a password
 * @param mongoDatabase the database named in it
 */
public record RestaurantConfig(Secret mongoUri, String mongoDatabase) {
  /**
   * Reads it.
   *
   * @throws ConfigException when the URI is absent, malformed or names no database; the message
   *     does not repeat it
   */
  public static RestaurantConfig from(Env env) {
    Secret uri = env.secret("MONGO_URI");
    String database = database(uri);
    if (database == null || database.isBlank()) {
      throw new ConfigException(
          "DIZHTIME_MONGO_URI names no database, e.g. mongodb://host/restaurant");
    }
    return new RestaurantConfig(uri, database);
  }

  private static String database(Secret uri) {
    try {
      return new ConnectionString(uri.reveal()).getDatabase();
    } catch (IllegalArgumentException _) {
      throw new ConfigException("DIZHTIME_MONGO_URI must be a MongoDB connection string");
    }
  }
}

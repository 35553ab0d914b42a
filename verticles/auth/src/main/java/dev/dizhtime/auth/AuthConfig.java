package dev.dizhtime.auth;

import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.PasswordRules;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.util.Optional;

/**
 * What auth is told at start.
 *
 * @param issuer the {@code iss} of every access token
 * @param keyEncryptionKey 32 bytes; seals the private signing key in the database
 * @param admin the first admin, who is made when there is no such account
 */
record AuthConfig(String issuer, Secret keyEncryptionKey, Optional<FirstAdmin> admin) {
  private static final int KEY_BYTES = 32;

  /** Who the first admin is. */
  record FirstAdmin(EmailAddress email, Secret password) {}

  /**
   * Reads it.
   *
   * @throws ConfigException when a setting is absent or wrong
   */
  static AuthConfig from(Env env) {
    return new AuthConfig(
        env.text("TOKEN_ISSUER", TokenVerifier.DEFAULT_ISSUER),
        env.key("KEY_ENCRYPTION_KEY", KEY_BYTES),
        firstAdmin(env));
  }

  private static Optional<FirstAdmin> firstAdmin(Env env) {
    Optional<String> email = env.find("ADMIN_EMAIL");
    Optional<String> password = env.find("ADMIN_PASSWORD");
    if (email.isPresent() != password.isPresent()) {
      throw new ConfigException(
          "DIZHTIME_ADMIN_EMAIL and DIZHTIME_ADMIN_PASSWORD must be set together");
    }
    return email.map(address -> new FirstAdmin(address(address), secret(password.orElseThrow())));
  }

  private static EmailAddress address(String text) {
    try {
      return EmailAddress.of(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("DIZHTIME_ADMIN_EMAIL " + e.getMessage());
    }
  }

  private static Secret secret(String password) {
    PasswordRules.complaint(password)
        .ifPresent(
            complaint -> {
              throw new ConfigException("DIZHTIME_ADMIN_PASSWORD " + complaint);
            });
    return new Secret(password);
  }
}

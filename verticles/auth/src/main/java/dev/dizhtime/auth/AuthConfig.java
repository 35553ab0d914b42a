package dev.dizhtime.auth;

import dev.dizhtime.auth.crypto.ZxcvbnPasswordQuality;
import dev.dizhtime.auth.model.AdminSecondFactor;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.model.KeySchedule;
import dev.dizhtime.auth.model.SecondFactorFor;
import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.auth.usecase.CreateFirstAdmin;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.security.TokenVerifier;
import java.time.Duration;
import java.util.Optional;

/**
 * What auth is told at start.
 *
 * @param issuer the {@code iss} of every access token
 * @param keyEncryptionKey 32 bytes; seals the private signing key in the database
 * @param keys when signing keys come and go
 * @param keySweepMillis how often the schedule is looked at and the keys are read again
 * @param admin the first admin, who is made when there is no such account
 * @param adminSecondFactor whether admins need one
 * @param secondFactor whose log-in takes more than a password
 * @param publicUrl where the portals are reached from outside, for links in mails
 */
record AuthConfig(
    String issuer,
    Secret keyEncryptionKey,
    KeySchedule keys,
    long keySweepMillis,
    Optional<FirstAdmin> admin,
    AdminSecondFactor adminSecondFactor,
    SecondFactorFor secondFactor,
    String publicUrl) {
  private static final int KEY_BYTES = 32;
  private static final long DAY_SECONDS = 86_400;
  private static final long KEY_PERIOD_SECONDS = 30 * DAY_SECONDS;

  /** Twice as long as a service keeps the keys without looking again. */
  private static final long KEY_AHEAD_SECONDS = 600;

  /** A token's life, and the same again for clocks and what is on its way. */
  private static final long KEY_AFTER_SECONDS = 2 * AccessTokens.LIFETIME.toSeconds();

  private static final long KEY_SWEEP_MILLIS = 10_000;
  private static final String DEFAULT_PUBLIC_URL = "http://127.0.0.1:8080";

  /** Who the first admin is. */
  record FirstAdmin(EmailAddress email, Secret password) {}

  /**
   * Reads it.
   *
   * @throws ConfigException when a setting is absent or wrong
   */
  static AuthConfig from(Env env) {
    AuthConfig config = read(env);
    if (config.keys().publishAhead().toMillis() < 2 * config.keySweepMillis()) {
      throw new ConfigException(
          "DIZHTIME_KEY_AHEAD_SECONDS must be twice DIZHTIME_KEY_SWEEP_MILLIS at least, so that"
              + " every instance has read a key before it signs");
    }
    return config;
  }

  private static AuthConfig read(Env env) {
    return new AuthConfig(
        env.text("TOKEN_ISSUER", TokenVerifier.DEFAULT_ISSUER),
        env.key("KEY_ENCRYPTION_KEY", KEY_BYTES),
        keys(env),
        env.longInteger("KEY_SWEEP_MILLIS", KEY_SWEEP_MILLIS, 10, 60_000),
        firstAdmin(env),
        adminSecondFactor(env),
        secondFactor(env),
        env.text("PUBLIC_URL", DEFAULT_PUBLIC_URL).replaceAll("/+$", ""));
  }

  private static KeySchedule keys(Env env) {
    try {
      return new KeySchedule(
          seconds(env, "KEY_PERIOD_SECONDS", KEY_PERIOD_SECONDS, 365 * DAY_SECONDS),
          seconds(env, "KEY_AHEAD_SECONDS", KEY_AHEAD_SECONDS, DAY_SECONDS),
          seconds(env, "KEY_AFTER_SECONDS", KEY_AFTER_SECONDS, DAY_SECONDS));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("DIZHTIME_KEY_PERIOD_SECONDS: " + e.getMessage());
    }
  }

  private static Duration seconds(Env env, String name, long fallback, long max) {
    return Duration.ofSeconds(env.longInteger(name, fallback, 1, max));
  }

  private static AdminSecondFactor adminSecondFactor(Env env) {
    return switch (env.text("ADMIN_TOTP", "required")) {
      case "required" -> AdminSecondFactor.REQUIRED;
      case "optional" -> AdminSecondFactor.OPTIONAL;
      default -> throw new ConfigException("DIZHTIME_ADMIN_TOTP must be required or optional");
    };
  }

  private static SecondFactorFor secondFactor(Env env) {
    return switch (env.text("SECOND_FACTOR", "admins")) {
      case "admins" -> SecondFactorFor.ADMINS;
      case "everybody" -> SecondFactorFor.EVERYBODY;
      default -> throw new ConfigException("DIZHTIME_SECOND_FACTOR must be admins or everybody");
    };
  }

  private static Optional<FirstAdmin> firstAdmin(Env env) {
    Optional<String> email = env.find("ADMIN_EMAIL");
    Optional<String> password = env.find("ADMIN_PASSWORD");
    if (email.isPresent() != password.isPresent()) {
      throw new ConfigException(
          "DIZHTIME_ADMIN_EMAIL and DIZHTIME_ADMIN_PASSWORD must be set together");
    }
    return email
        .map(AuthConfig::address)
        .map(address -> new FirstAdmin(address, secret(address, password.orElseThrow())));
  }

  private static EmailAddress address(String text) {
    try {
      return EmailAddress.of(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("DIZHTIME_ADMIN_EMAIL " + e.getMessage());
    }
  }

  private static Secret secret(EmailAddress email, String password) {
    new ZxcvbnPasswordQuality()
        .complaint(password, email, CreateFirstAdmin.NAME)
        .ifPresent(
            complaint -> {
              throw new ConfigException("DIZHTIME_ADMIN_PASSWORD " + complaint);
            });
    return new Secret(password);
  }
}

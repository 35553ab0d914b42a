package dev.dizhtime.auth;

import dev.dizhtime.embedded.Ports;
import dev.dizhtime.testkit.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What auth is started with in tests: two instances, a first admin, keys of its own, and hashes
 * that cost little.
 */
public final class AuthEnvironment {
  public static final String PASSWORD = "correct horse";
  public static final String ADMIN = "root@example.test";
  public static final String ADMIN_PASSWORD = secret(24);

  private AuthEnvironment() {}

  public static Map<String, String> of(Infrastructure infra) {
    int port = Ports.claim("auth", 0);
    Map<String, String> environment = new HashMap<>(infra.environment("auth"));
    environment.put("DIZHTIME_INSTANCES", "2");
    environment.put("DIZHTIME_HTTP_PORT", Integer.toString(port));
    environment.put("DIZHTIME_JWKS_URL", "http://127.0.0.1:" + port + "/api/auth/jwks");
    environment.put("DIZHTIME_KEY_ENCRYPTION_KEY", secret(32));
    environment.put("DIZHTIME_PASSWORD_MEMORY_KIB", "1024");
    environment.put("DIZHTIME_ADMIN_TOTP", "optional");
    environment.put("DIZHTIME_ADMIN_EMAIL", "Root@Example.test");
    environment.put("DIZHTIME_ADMIN_PASSWORD", ADMIN_PASSWORD);
    return environment;
  }

  public static Map<String, Object> registration(String email, String role) {
    return Map.of("email", email, "password", PASSWORD, "displayName", "Test", "role", role);
  }

  public static String secret(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return new String(Base64.getEncoder().encode(random), StandardCharsets.US_ASCII);
  }
}

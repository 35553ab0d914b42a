package dev.dizhtime.local.end;

import static dev.dizhtime.testkit.Eventually.eventuallyReturns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.AuthService;
import dev.dizhtime.embedded.Ports;
import dev.dizhtime.gateway.GatewayService;
import dev.dizhtime.notification.NotificationService;
import dev.dizhtime.order.OrderService;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.wallet.WalletService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Auth is dead for longer than a minute, and for longer than its keys are kept unasked, by the
 * clock of those who check tokens; whoever has a good one does not notice.
 */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA, Server.SMTP})
class AuthOutageIT {
  /** Each of another service, which checks the token by itself. */
  private static final List<String> ASKED =
      List.of("/api/orders", "/api/wallet", "/api/notifications");

  private static final Duration STEP = Duration.ofSeconds(10);

  /** Auth's keys are read again after five minutes; a minute more. */
  private static final int STEPS = 36;

  private static final String PASSWORD = "a long enough one, 47";
  private static final String ADMIN = "root@example.test";

  private static final DrivenClock clock = DrivenClock.going();
  private static final Deque<RunningService> running = new ArrayDeque<>();
  private static final Map<String, String> authEnvironment = new HashMap<>();

  private static RunningService auth;
  private static TestHttp gateway;

  @TempDir private static Path folder;

  @BeforeAll
  static void start(Infrastructure infra) throws IOException {
    int authPort = Ports.claim("auth", 0);
    String keys = "http://127.0.0.1:" + authPort + "/api/auth/jwks";
    authEnvironment.putAll(infra.environment("auth"));
    authEnvironment.put("DIZHTIME_HTTP_PORT", Integer.toString(authPort));
    authEnvironment.put("DIZHTIME_JWKS_URL", keys);
    authEnvironment.put("DIZHTIME_INSTANCES", "1");
    authEnvironment.put("DIZHTIME_KEY_ENCRYPTION_KEY", secret());
    authEnvironment.put("DIZHTIME_KEY_AHEAD_SECONDS", "3");
    authEnvironment.put("DIZHTIME_KEY_SWEEP_MILLIS", "100");
    authEnvironment.put("DIZHTIME_PASSWORD_MEMORY_KIB", "1024");
    authEnvironment.put("DIZHTIME_ADMIN_TOTP", "optional");
    authEnvironment.put("DIZHTIME_ADMIN_EMAIL", ADMIN);
    authEnvironment.put("DIZHTIME_ADMIN_PASSWORD", PASSWORD);
    auth = ServiceRunner.start(AuthService.SERVICE, Env.of(authEnvironment));

    Map<String, String> addresses = new HashMap<>();
    addresses.put("/api/auth", auth.address());
    addresses.put(
        "/api/orders",
        service(infra, OrderService.SERVICE, keys, Map.of("DIZHTIME_QUOTE_KEY", secret())));
    addresses.put(
        "/api/wallet",
        service(
            infra,
            WalletService.SERVICE,
            keys,
            Map.of(
                "DIZHTIME_PAYMENT_URL", "http://127.0.0.1:1",
                "DIZHTIME_PAYMENT_API_KEY", secret(),
                "DIZHTIME_PAYMENT_WEBHOOK_SECRETS", secret())));
    addresses.put(
        "/api/notifications",
        service(
            infra,
            NotificationService.SERVICE,
            keys,
            Map.of("DIZHTIME_MAIL_FROM", "hello@dizhtime.example")));
    gateway =
        TestHttp.at(
            service(
                infra,
                GatewayService.SERVICE,
                keys,
                Map.of("DIZHTIME_ROUTES_FILE", routes(addresses).toString())));
  }

  @AfterAll
  static void stop() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    auth.close();
  }

  @Test
  void whoHasATokenDoesNotNoticeThatAuthIsDeadAndARotationAfterItsReturnIsTaken() {
    gateway
        .post(
            "/api/auth/register",
            Map.of(
                "email", "guest@example.test",
                "password", PASSWORD,
                "displayName", "Guest",
                "role", "customer"))
        .expect(201);
    String used = token("guest@example.test");
    String unused = token("guest@example.test");
    ask(used);

    auth.close();
    assertThat(gateway.get("/api/auth/jwks").status()).as("auth is dead").isIn(502, 503);
    for (int step = 1; step <= STEPS; step++) {
      clock.advance(STEP);
      ask(used);
    }
    ask(unused);

    auth = ServiceRunner.start(AuthService.SERVICE, Env.of(authEnvironment));
    String next = keyId(rotate(token(ADMIN)));
    String fresh =
        eventuallyReturns(
            () -> {
              String token = token("guest@example.test");
              return keyIdOf(token).equals(next) ? token : null;
            });
    ask(fresh);
    ask(used);
  }

  private static void ask(String token) {
    for (String path : ASKED) {
      assertThat(gateway.as(token).get(path).status()).as(path).isEqualTo(200);
    }
  }

  private static String rotate(String admin) {
    return gateway
        .post(
            "/api/auth/keys/rotation",
            Map.of("compromised", false),
            "authorization",
            "Bearer " + admin)
        .expect(200)
        .body();
  }

  private static String keyId(String rotation) {
    try {
      return Json.TOLERANT.readTree(rotation).path("kid").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String keyIdOf(String token) {
    return keyId(new String(Base64.getUrlDecoder().decode(token.split("\\.")[0])));
  }

  /** Auth's circuit at the gateway may be open for a moment after its return. */
  private static String token(String email) {
    return eventuallyReturns(
        () -> {
          var answer =
              gateway.post("/api/auth/login", Map.of("email", email, "password", PASSWORD));
          return answer.status() == 200 ? answer.json().path("accessToken").asText() : null;
        });
  }

  private static String service(
      Infrastructure infra, Service service, String keys, Map<String, String> more) {
    Map<String, String> environment = infra.environment(service.name());
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_JWKS_URL", keys);
    environment.putAll(more);
    RunningService started = ServiceRunner.start(service, Env.of(environment), clock);
    running.push(started);
    return started.address();
  }

  private static Path routes(Map<String, String> addresses) throws IOException {
    var routes = new StringBuilder("routes:\n");
    addresses.forEach(
        (prefix, address) ->
            routes.append(
                "  - { prefix: %s, upstream: \"%s\", token: optional }\n"
                    .formatted(prefix, address)));
    return Files.writeString(folder.resolve("routes.yaml"), routes);
  }

  private static String secret() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }
}

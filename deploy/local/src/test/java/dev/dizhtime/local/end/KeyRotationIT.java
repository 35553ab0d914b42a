package dev.dizhtime.local.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.GatewayClient.Request;
import dev.dizhtime.local.client.User;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The signing key is changed while customers, through the gateway, use every service. */
class KeyRotationIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  /** Each of another service, which checks the token by itself. */
  private static final List<String> ASKED =
      List.of("/api/auth/me", "/api/orders", "/api/wallet", "/api/notifications");

  @Test
  void losesNoRequestOfTheOldKeyOrTheNew() {
    var platform = RunningPlatform.shared();
    // Once each: a request that is refused is lost.
    try (var once = new GatewayClient(platform.ports().gatewayUrl(), BOUND, 1);
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var admin = User.loggedIn(once, platform.secrets().admin());
      var customer = platform.newcomer(once, "customer").account();
      var old = token(once, customer.email(), customer.password());
      var over = new AtomicBoolean();
      var asked = new AtomicInteger();
      var load =
          ASKED.stream()
              .map(
                  path ->
                      CompletableFuture.runAsync(() -> load(once, path, old, over, asked), clients))
              .toList();

      var next =
          admin
              .post("/api/auth/keys/rotation", Map.of("compromised", false))
              .orThrow("The rotation")
              .path("kid")
              .asText();
      assertThat(kid(old)).isNotEqualTo(next);
      var fresh = tokenSignedBy(next, once, customer.email(), customer.password());
      int before = asked.get();
      ASKED.forEach(path -> assertThat(status(once, path, fresh)).as(path).isEqualTo(200));
      // The old token's holders have been answered since, too.
      await().atMost(BOUND).until(() -> asked.get() > before + 10);
      over.set(true);
      load.forEach(CompletableFuture::join);
    }
  }

  private static void load(
      GatewayClient gateway, String path, String token, AtomicBoolean over, AtomicInteger asked) {
    while (!over.get()) {
      assertThat(status(gateway, path, token)).as(path).isEqualTo(200);
      asked.incrementAndGet();
    }
  }

  private static int status(GatewayClient gateway, String path, String token) {
    return gateway.send(new Request("GET", path, token, Map.of(), null)).status();
  }

  /** Logs in until the new key signs. */
  private static String tokenSignedBy(
      String kid, GatewayClient gateway, String email, String password) {
    return Stream.generate(() -> token(gateway, email, password))
        .limit(500)
        .filter(token -> kid(token).equals(kid))
        .findFirst()
        .orElseThrow();
  }

  private static String token(GatewayClient gateway, String email, String password) {
    return gateway
        .post("/api/auth/login", Map.of("email", email, "password", password))
        .orThrow("Logging in")
        .path("accessToken")
        .asText();
  }

  private static String kid(String token) {
    try {
      var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
      return Json.TOLERANT.readTree(header).path("kid").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

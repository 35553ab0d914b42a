package dev.dizhtime.local.end;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.client.User;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of a session that has ended, on the whole platform. */
class LogOutIT {
  private final RunningPlatform platform = RunningPlatform.shared();
  private final TestHttp http = TestHttp.at(platform.ports().gatewayUrl());

  @Test
  void anAccessTokenEndsWithItsSessionAtTheGateway() {
    try (var gateway = platform.gateway()) {
      User somebody = platform.newcomer(gateway, "customer");
      var account = somebody.account();
      var logIn = Map.of("email", account.email(), "password", account.password());
      JsonNode tokens = http.post("/api/auth/login", logIn).expect(200).json();
      String copied = tokens.path("accessToken").asText();
      orders(copied).expect(200);

      var refreshToken = Map.of("refreshToken", tokens.path("refreshToken").asText());
      http.post("/api/auth/logout", refreshToken).expect(204);

      eventually(() -> assertThat(orders(copied).status()).isEqualTo(401));
      orders(somebody.token()).expect(200);
    }
  }

  private TestResponse orders(String token) {
    return http.as(token).get("/api/orders");
  }
}

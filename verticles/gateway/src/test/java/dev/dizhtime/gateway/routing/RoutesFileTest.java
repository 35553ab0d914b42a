package dev.dizhtime.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.ConfigException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesFileTest {
  @Test
  void readsRoutes() {
    Routes routes =
        RoutesFile.parse(
            """
            routes:
              - { prefix: /api/orders, upstream: "http://order:8080", token: required, service: order }
              - { prefix: /, upstream: "http://portal:8080", token: optional }
            """);
    assertThat(routes.find(null, "/api/orders/1").orElseThrow())
        .extracting(Route::service, route -> route.policy().tokenRequired())
        .containsExactly("order", true);
    assertThat(routes.find(null, "/x").orElseThrow().policy().tokenRequired()).isFalse();
  }

  @Test
  void readsAllThatARouteCanHave() {
    Routes routes =
        RoutesFile.parse(
            """
            routes:
              - exact: /api/auth/login
                host: "*.example.org"
                upstreams: ["http://a:8080", "https://b"]
                token: optional
                rate: { requests: 20, seconds: 60, by: address }
            """);
    Route route = routes.find("api.example.org", "/api/auth/login").orElseThrow();
    assertThat(route.endpoints())
        .containsExactly(new Endpoint("a", 8080, false), new Endpoint("b", 443, true));
    assertThat(route.policy().rates()).containsExactly(new RateRule(20, 60, RateRule.By.ADDRESS));
    assertThat(routes.find("api.example.org", "/api/auth/login/x")).isEmpty();
    assertThat(routes.find("example.org", "/api/auth/login")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          routes: []                                                            | no routes
          {}                                                                    | no routes
          routes: [{}]                                                          | routes[0].prefix
          routes: [null]                                                        | routes[0] is empty
          routes: [{prefix: api, upstream: "http://a", token: optional}]        | routes[0].prefix
          routes: [{prefix: /api/, upstream: "http://a", token: optional}]      | routes[0].prefix
          routes: [{prefix: /a/../b, upstream: "http://a", token: optional}]    | routes[0].prefix
          routes: [{prefix: /a, upstream: "http://a", token: maybe}]            | routes[0].token
          routes: [{prefix: /a, upstream: "http://a"}]                          | routes[0].token
          routes: [{prefix: /a, upstream: "order:8080", token: optional}]       | routes[0].upstream
          routes: [{prefix: /a, upstream: "http://a/path", token: optional}]    | routes[0].upstream
          routes: [{prefix: /a, upstream: "ftp://a", token: optional}]          | routes[0].upstream
          routes: [{prefix: /a, upstream: "http://u:p@a", token: optional}]     | routes[0].upstream
          routes: [{prefix: /a, upstream: "http://a", token: optional, x: 1}]   | "x"
          routes: [{prefix: /a, upstream: "http://a", token: optional},{prefix: /a, upstream: "http://b", token: optional}] | twice
          routes: [{prefix: /a, exact: /a, upstream: "http://a", token: optional}] | one of them
          routes: [{upstream: "http://a", token: optional}]                     | one of them
          routes: [{exact: a, upstream: "http://a", token: optional}]           | routes[0].exact
          routes: [{prefix: /a, host: "a b", upstream: "http://a", token: optional}] | routes[0].host
          routes: [{prefix: /a, host: "A.org", upstream: "http://a", token: optional}] | routes[0].host
          routes: [{prefix: /a, host: "a.*.org", upstream: "http://a", token: optional}] | routes[0].host
          routes: [{prefix: /a, upstreams: [], token: optional}]                | routes[0].upstreams
          routes: [{prefix: /a, upstream: "http://a", upstreams: ["http://a"], token: optional}] | routes[0].upstreams
          routes: [{prefix: /a, upstreams: ["ftp://a"], token: optional}]       | routes[0].upstreams
          routes: [{prefix: /a, upstream: "http://a", token: optional, rate: {requests: 0, seconds: 1, by: address}}] | requests
          routes: [{prefix: /a, upstream: "http://a", token: optional, rate: {requests: 1, seconds: 0, by: address}}] | seconds
          routes: [{prefix: /a, upstream: "http://a", token: optional, rate: {requests: 1, seconds: 1, by: me}}] | by must be
          routes: [{prefix: /a, upstream: "http://a", token: optional, rate: {requests: 1, seconds: 1}}] | by must be
          routes: [                                                             | line
          """)
  void saysWhichEntryIsWrong(String text, String complaint) {
    assertThatThrownBy(() -> RoutesFile.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(complaint)
        .message()
        .doesNotContain("dev.dizhtime");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> RoutesFile.read(Path.of("/nowhere/routes.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("DIZHTIME_ROUTES_FILE: can't read /nowhere/routes.yaml");
  }
}

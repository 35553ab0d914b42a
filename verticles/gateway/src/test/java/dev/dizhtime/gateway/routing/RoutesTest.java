package dev.dizhtime.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final URI ORDER = URI.create("http://order:8080");

  private final Routes routes =
      new Routes(
          List.of(
              route("/", "http://customer:8080"),
              route("/api/orders", "http://order:8080"),
              route("/api/quotes", "http://order:8080"),
              route("/api/orders/archive", "https://archive")));

  @Test
  void theLongestPrefixWins() {
    assertThat(prefixOf("/api/orders/archive/2026")).isEqualTo("/api/orders/archive");
    assertThat(prefixOf("/api/orders/1")).isEqualTo("/api/orders");
    assertThat(prefixOf("/api/orders")).isEqualTo("/api/orders");
  }

  @Test
  void aPrefixIsMadeOfWholeElements() {
    assertThat(prefixOf("/api/ordersX")).isEqualTo("/");
    assertThat(prefixOf("/api/orders-old/1")).isEqualTo("/");
  }

  @Test
  void withoutARootSomePathsHaveNoRoute() {
    assertThat(new Routes(List.of(route("/api/orders", "http://order:8080"))).find("/api"))
        .isEmpty();
  }

  @Test
  void aServiceWithTwoPrefixesHasOneApi() {
    assertThat(routes.apis()).containsOnlyKeys("orders", "archive");
    assertThat(routes.apis().get("orders").upstream()).isEqualTo(ORDER);
  }

  @Test
  void portsFollowTheScheme() {
    assertThat(routes.find("/api/orders/archive").orElseThrow().port()).isEqualTo(443);
    assertThat(routes.find("/api/orders").orElseThrow().port()).isEqualTo(8080);
  }

  private String prefixOf(String path) {
    return routes.find(path).orElseThrow().prefix();
  }

  private static Route route(String prefix, String upstream) {
    String name = prefix.substring(prefix.lastIndexOf('/') + 1);
    return new Route(prefix, name, URI.create(upstream), false);
  }
}

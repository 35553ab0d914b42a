package dev.dizhtime.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private static final String ANY = "";

  private final Routes routes =
      new Routes(
          List.of(
              prefix(ANY, "/"),
              prefix(ANY, "/api/orders"),
              prefix(ANY, "/api/quotes"),
              prefix(ANY, "/api/orders/archive"),
              exact(ANY, "/api/orders/archive"),
              prefix("shop.example.org", "/api"),
              prefix("*.example.org", "/api/orders"),
              prefix("*.example.org", "/wild")));

  @ParameterizedTest
  @CsvSource({
    "/api/orders/archive/2026, PREFIX /api/orders/archive",
    "/api/orders/archive, EXACT /api/orders/archive",
    "/api/orders/archive/, PREFIX /api/orders/archive",
    "/api/orders/1, PREFIX /api/orders",
    "/api/orders, PREFIX /api/orders",
    "/api/orders/, PREFIX /api/orders",
    "/api/ordersX, PREFIX /",
    "/api/Orders, PREFIX /",
    "/api/orders-old/1, PREFIX /",
    "/, PREFIX /",
  })
  void theLongestPathOfWholeElementsWinsAndAnExactOneIsTheLongest(String path, String expected) {
    assertThat(found(null, path)).isEqualTo(" " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.org, /api/orders, shop.example.org PREFIX /api",
    "SHOP.example.org:8443, /api/orders, shop.example.org PREFIX /api",
    "shop.example.org., /api/orders, shop.example.org PREFIX /api",
    "shop.example.org, /wild, *.example.org PREFIX /wild",
    "shop.example.org, /other, ' PREFIX /'",
    "pub.example.org, /api/orders/7, *.example.org PREFIX /api/orders",
    "a.pub.example.org, /api/orders/7, ' PREFIX /api/orders'",
    "example.org, /wild, ' PREFIX /'",
    "[::1]:8080, /api/orders, ' PREFIX /api/orders'",
  })
  void theMostParticularHostThatHasTheWayWins(String host, String path, String expected) {
    assertThat(found(host, path)).isEqualTo(expected);
  }

  @Test
  void withoutARootSomePathsHaveNoRoute() {
    Routes few = new Routes(List.of(prefix(ANY, "/api/orders"), exact(ANY, "/only")));
    assertThat(few.find(null, "/api")).isEmpty();
    assertThat(few.find(null, "/only/this")).isEmpty();
    assertThat(few.find(null, "/only")).isPresent();
  }

  @Test
  void ofTwoRoutesForOnePathTheFirstCounts() {
    Route first = prefix(ANY, "/same");
    Routes both = new Routes(List.of(first, prefix(ANY, "/same/")));
    assertThat(both.find(null, "/same/x")).containsSame(first);
  }

  @Test
  void aServiceWithTwoPathsHasOneApi() {
    Route orders = route(ANY, "/api/orders", PathMatch.PREFIX, "http://order:8080");
    Route quotes = route(ANY, "/api/quotes", PathMatch.PREFIX, "http://order:8080");
    Route archive = route(ANY, "/api/archive", PathMatch.PREFIX, "https://archive");
    assertThat(new Routes(List.of(orders, quotes, archive)).apis())
        .containsOnlyKeys("orders", "archive");
  }

  @Test
  void portsFollowTheScheme() {
    assertThat(Endpoint.of(URI.create("https://archive")).port()).isEqualTo(443);
    assertThat(Endpoint.of(URI.create("http://archive")).port()).isEqualTo(80);
    assertThat(Endpoint.of(URI.create("http://order:8080")).port()).isEqualTo(8080);
  }

  private String found(String host, String path) {
    Route route = routes.find(host, path).orElseThrow();
    return route.host() + " " + route.match() + " " + route.path();
  }

  private static Route prefix(String host, String path) {
    return route(host, path, PathMatch.PREFIX, "http://order:8080");
  }

  private static Route exact(String host, String path) {
    return route(host, path, PathMatch.EXACT, "http://order:8080");
  }

  private static Route route(String host, String path, PathMatch match, String endpoint) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Endpoint> endpoints = List.of(Endpoint.of(URI.create(endpoint)));
    return new Route(host, path, match, name, endpoints, RoutePolicy.OPEN);
  }
}

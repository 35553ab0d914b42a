package dev.dizhtime.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.gateway.routing.PathMatch;
import dev.dizhtime.gateway.routing.RateRule;
import dev.dizhtime.gateway.routing.RateRule.By;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RoutePolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final String HOME = "192.0.2.1";
  private static final String WORK = "192.0.2.2";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RateLimits limits = new RateLimits(meters);

  @Test
  void grantsWhatTheRuleSaysAndTellsWhatIsLeft() {
    Route route = route("/a", By.ADDRESS);
    RateLimits.Allowance first = take(route, null, HOME);
    assertThat(first.granted()).isTrue();
    assertThat(first.left()).isEqualTo(1);
    assertThat(first.policy()).isEqualTo("\"default\";q=2;w=3600");
    assertThat(first.state()).startsWith("\"default\";r=1;t=");
    assertThat(take(route, null, HOME).granted()).isTrue();

    RateLimits.Allowance third = take(route, null, HOME);
    assertThat(third.granted()).isFalse();
    assertThat(third.retrySeconds()).isBetween(1L, 1_800L);
    assertThat(meters.get("dizhtime.gateway.rate.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void clientsAndRoutesCountApart() {
    Route a = route("/a", By.ADDRESS);
    exhaust(a, null, HOME);
    assertThat(take(a, null, WORK).granted()).isTrue();
    assertThat(take(route("/b", By.ADDRESS), null, HOME).granted()).isTrue();
  }

  @Test
  void aPrincipalCountsWhereverTheyAre() {
    Route route = route("/a", By.PRINCIPAL);
    exhaust(route, "ada", HOME);
    assertThat(take(route, "ada", WORK).granted()).isFalse();
    assertThat(take(route, "bob", HOME).granted()).isTrue();
    assertThat(take(route, null, HOME).granted()).as("without a token").isTrue();
  }

  @Test
  void byAddressATokenChangesNothing() {
    Route route = route("/a", By.ADDRESS);
    exhaust(route, "ada", HOME);
    assertThat(take(route, "bob", HOME).granted()).isFalse();
  }

  @Test
  void anIpv6ClientIsItsNetwork() {
    String one = "2001:db8:1:2::3";
    String neighbour = "2001:db8:1:2:ffff::4";
    String other = "2001:db8:1:3::3";
    assertThat(RateLimits.network(one)).isEqualTo(RateLimits.network(neighbour));
    assertThat(RateLimits.network(one)).isNotEqualTo(RateLimits.network(other));
  }

  @Test
  void remembersABoundedNumberOfClients() {
    Route route = route("/a", By.PRINCIPAL);
    exhaust(route, "first", HOME);
    for (int i = 0; i < RateLimits.MAX_CLIENTS * 5 / 4; i++) {
      take(route, "client " + i, HOME);
    }
    assertThat(take(route, "first", HOME).granted()).as("forgotten").isTrue();
  }

  private RateLimits.Allowance take(Route route, String principal, String address) {
    return limits.take(route, route.policy().rates().getFirst(), principal, address);
  }

  private void exhaust(Route route, String principal, String address) {
    while (take(route, principal, address).granted()) {
      // Until nothing is left.
    }
  }

  private static Route route(String path, By by) {
    return new Route(
        "",
        path,
        PathMatch.PREFIX,
        "service",
        List.of(new Endpoint("a", 80, false)),
        RoutePolicy.OPEN.withRates(List.of(new RateRule(2, 3_600, by))));
  }
}

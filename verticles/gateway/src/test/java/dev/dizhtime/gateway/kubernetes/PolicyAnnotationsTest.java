package dev.dizhtime.gateway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Cors;
import dev.dizhtime.gateway.routing.RateRule;
import dev.dizhtime.gateway.routing.RoutePolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAnnotationsTest {
  @Test
  void withoutAnnotationsARouteIsOpenWithinTheGatewaysBounds() {
    var read = PolicyAnnotations.read(Map.of("example.org/token", "required"));
    assertThat(read.policy()).isEqualTo(RoutePolicy.OPEN);
    assertThat(read.complaints()).isEmpty();
  }

  @Test
  void readsAllThatARouteCanAskFor() {
    var read =
        PolicyAnnotations.read(
            Map.of(
                "dizhtime.dev/token", "required",
                "dizhtime.dev/rates", "20/60 address, 500/1 route",
                "dizhtime.dev/max-body-bytes", "1024",
                "dizhtime.dev/response-timeout-millis", "500",
                "dizhtime.dev/https-only", "true",
                "dizhtime.dev/compressed", "false",
                "dizhtime.dev/cors-origins", "https://a.org, https://b.org",
                "dizhtime.dev/cors-credentials", "true",
                "dizhtime.dev/cors-headers", "X-One",
                "dizhtime.dev/cors-max-age-seconds", "60"));
    assertThat(read.complaints()).isEmpty();
    assertThat(read.policy())
        .isEqualTo(
            new RoutePolicy(
                true,
                List.of(
                    new RateRule(20, 60, RateRule.By.ADDRESS),
                    new RateRule(500, 1, RateRule.By.ROUTE)),
                new Cors(Set.of("https://a.org", "https://b.org"), true, List.of("x-one"), 60),
                1024,
                500,
                false,
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "token, yes",
    "https-only, 1",
    "compressed, no",
    "rates, many",
    "rates, 0/1 address",
    "rates, '1/1 address,'",
    "rates, '1/1 route,1/1 route,1/1 route,1/1 route,1/1 route'",
    "max-body-bytes, -1",
    "max-body-bytes, 99999999999999999999",
    "response-timeout-millis, 600001",
    "cors-origins, a.org",
    "cors-origins, '*, https://a.org'",
    "nonsense, x",
  })
  void whatMakesNoSenseIsToldAndTheStricterChoiceCounts(String name, String value) {
    var read = PolicyAnnotations.read(Map.of("dizhtime.dev/" + name, value));
    assertThat(read.complaints()).hasSize(1).first().asString().contains("dizhtime.dev/" + name);
    RoutePolicy policy = read.policy();
    assertThat(policy.tokenRequired()).isEqualTo(name.equals("token"));
    assertThat(policy.httpsOnly()).isEqualTo(name.equals("https-only"));
    assertThat(policy.compressed()).isEqualTo(!name.equals("compressed"));
    assertThat(policy.rates())
        .isEqualTo(name.equals("rates") ? List.of(PolicyAnnotations.STRICT_RATE) : List.of());
    assertThat(policy.maxBodyBytes()).isZero();
    assertThat(policy.responseTimeoutMillis()).isZero();
    assertThat(policy.cors()).isNull();
  }
}

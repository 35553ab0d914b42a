package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How people come in: the address, the certificate, and the name that all say alike. */
class WayInTest {
  private static final String HTTPS_ONLY = "/metadata/annotations/dizhtime.dev~1https-only";

  static Stream<Rendered> platforms() {
    return Rendered.platforms();
  }

  /** An authority that asks over HTTP is answered through the gateway: it can't wait for that. */
  @ParameterizedTest
  @MethodSource("platforms")
  void theGatewayStartsBeforeItHasACertificate(Rendered rendered) {
    for (var certificate : rendered.of("Certificate")) {
      var temporary = "/metadata/annotations/cert-manager.io~1issue-temporary-certificate";
      assertThat(certificate.at(temporary).asText()).isEqualTo("true");
      var secret = certificate.at("/spec/secretName").asText();
      assertThat(Rendered.each(rendered.pods("gateway").spec().path("volumes")))
          .filteredOn(volume -> volume.at("/secret/secretName").asText().equals(secret))
          .singleElement()
          .satisfies(volume -> assertThat(volume.at("/secret/optional").asBoolean()).isTrue());
    }
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void allAreSentToTlsWhereItIsButThePortals(Rendered rendered) {
    Set<String> sent = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (var ingress : rendered.of("Ingress")) {
      var inside = ingress.at("/spec/rules/0/host").asText().equals("gateway");
      if (!inside) {
        var to = ingress.at(HTTPS_ONLY).asText().equals("true") ? sent : others;
        to.addAll(ingress.findValuesAsText("path"));
      }
    }
    var served = rendered.of("Certificate").isEmpty() ? others : sent;
    assertThat(served).contains("/", "/admin", "/oauth", "/api/auth", "/api/auth/login");
    assertThat(served == sent ? others : sent).isEmpty();
    assertThat(rendered.variables(rendered.pods("portal-customer")))
        .containsEntry("DIZHTIME_API_URL", "http://gateway:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void theWorldFindsTheGatewayAndTheRoutesTellWhere(String overlay) {
    var rendered = Rendered.overlay(overlay);
    var balanced =
        rendered.of("Service").stream()
            .filter(service -> service.at("/spec/type").asText().equals("LoadBalancer"))
            .map(service -> "dizhtime/" + service.at("/metadata/name").asText())
            .toList();
    assertThat(balanced)
        .containsExactly(
            rendered.variables(rendered.pods("gateway")).get("DIZHTIME_PUBLISHED_SERVICE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void allSayTheSameName(String overlay) {
    var rendered = Rendered.overlay(overlay);
    var sight = Rendered.sight(overlay);
    var address = rendered.variables(rendered.pods("auth")).get("DIZHTIME_PUBLIC_URL");
    var name = URI.create(address).getHost();
    assertThat(address).isEqualTo("https://" + name);
    assertThat(rendered.variables(rendered.pods("auth")))
        .containsEntry("DIZHTIME_TOKEN_ISSUER", address);
    assertThat(rendered.of("Certificate").getFirst().at("/spec/dnsNames"))
        .extracting(JsonNode::asText)
        .containsExactly(name);
    assertThat(sight.variables(sight.pods("grafana")))
        .containsEntry("DIZHTIME_PORTAL_URL", address);
    // No mail server sends for ".local", and no log-in works without mail.
    assertThat(rendered.variables(rendered.pods("notification")).get("DIZHTIME_MAIL_FROM"))
        .endsWith("@" + name);
  }

  @Test
  void onKindTracesLeadToThePortalOnThisMachine() {
    var sight = Rendered.sight("local");
    assertThat(sight.variables(sight.pods("grafana")))
        .containsEntry("DIZHTIME_PORTAL_URL", "http://127.0.0.1:8080");
  }

  @Test
  void thePortalLeadsToGrafanaWhereThereIsOne() {
    Map<String, String> urls =
        Rendered.OVERLAYS.stream()
            .collect(Collectors.toMap(Function.identity(), WayInTest::grafana));
    assertThat(urls).allSatisfy((_, url) -> assertThat(url).startsWith("http"));
  }

  private static String grafana(String overlay) {
    var rendered = Rendered.overlay(overlay);
    return rendered.variables(rendered.pods("portal-admin")).get("DIZHTIME_GRAFANA_URL");
  }
}

package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What anybody may ask auth for is counted, and whoever counts is told for whom portals ask. */
class OpenPathsTest {
  private static final Path AUTH = Tools.ROOT.resolve("verticles/auth/src/main");
  private static final String PREFIX = "dizhtime.dev/";

  /** Paths of the protocol, which stands beside the description. */
  private static final Pattern PROTOCOL = Pattern.compile("\"(/(?:oauth|\\.well-known)/[^\"]+)\"");

  private static final Pattern BY_ADDRESS = Pattern.compile("(?:.*,\\s*)?\\d+/\\d+ address.*");

  /** Under which the portals ask; null for all others. */
  private static final String INSIDE = "gateway";

  private record Rule(String host, String path, String service, Map<String, String> policies) {
    boolean leads(String asked) {
      return asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/");
    }
  }

  static Stream<Rendered> platforms() {
    return Rendered.platforms();
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void everyPathToAuthThatNeedsNoTokenHasARateByAddress(Rendered rendered) {
    var rules = rules(rendered);
    var open = open();
    assertThat(open).contains("/api/auth/login", "/api/auth/register", "/oauth/sign-in");
    for (var host : new String[] {null, INSIDE}) {
      for (var path : open) {
        var rule = find(rules, host, path).orElseThrow();
        assertThat(rule.service()).as(path).isEqualTo("auth");
        assertThat(rule.policies().get("rates")).as(path).isNotNull().matches(BY_ADDRESS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void theGatewayTakesThePortalsWord(Rendered rendered) {
    Set<String> portals =
        rendered.pods().stream()
            .map(Pods::name)
            .filter(name -> name.startsWith("portal-"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(portals).hasSize(4);
    var trusted = rendered.variables(rendered.pods("gateway")).get("DIZHTIME_TRUSTED_SERVICES");
    assertThat(trusted.split(",")).containsAll(portals).contains("gateway").hasSize(5);
  }

  /** The same rules under the name that portals use, which no browser does. */
  @ParameterizedTest
  @MethodSource("platforms")
  void theApiIsTheSameForPortalsButForTls(Rendered rendered) {
    var rules = rules(rendered);
    var inside = rules.stream().filter(rule -> INSIDE.equals(rule.host())).toList();
    if (rendered.of("Certificate").isEmpty()) {
      assertThat(inside).isEmpty();
      return;
    }
    assertThat(rules)
        .filteredOn(rule -> rule.host() == null)
        .allSatisfy(rule -> assertThat(rule.policies()).containsEntry("https-only", "true"));
    assertThat(inside)
        .containsExactlyInAnyOrderElementsOf(
            rules.stream()
                .filter(rule -> rule.host() == null && rule.path().startsWith("/api"))
                .map(OpenPathsTest::withoutTls)
                .toList());
    assertThat(rendered.variables(rendered.pods("portal-driver")))
        .containsEntry("DIZHTIME_API_URL", "http://" + INSIDE + ":8080");
  }

  private static Rule withoutTls(Rule rule) {
    var policies =
        rule.policies().entrySet().stream()
            .filter(each -> !each.getKey().equals("https-only"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Rule(INSIDE, rule.path(), rule.service(), policies);
  }

  /** As the gateway finds it: the very host, then all; the longest path. */
  private static Optional<Rule> find(List<Rule> rules, String host, String path) {
    return rules.stream()
        .filter(rule -> rule.host() == null || rule.host().equals(host))
        .filter(rule -> rule.leads(path))
        .max(
            Comparator.<Rule, Boolean>comparing(rule -> rule.host() != null)
                .thenComparing(rule -> rule.path().length()));
  }

  private static List<Rule> rules(Rendered rendered) {
    List<Rule> rules = new ArrayList<>();
    for (var ingress : rendered.of("Ingress")) {
      var policies =
          Rendered.texts(ingress.at("/metadata/annotations")).entrySet().stream()
              .collect(
                  Collectors.toMap(
                      each -> each.getKey().substring(PREFIX.length()), Map.Entry::getValue));
      for (var rule : ingress.at("/spec/rules")) {
        for (var path : rule.at("/http/paths")) {
          rules.add(
              new Rule(
                  rule.path("host").asText(null),
                  path.path("path").asText(),
                  path.at("/backend/service/name").asText(),
                  policies));
        }
      }
    }
    return rules;
  }

  private static Set<String> open() {
    Set<String> open = new TreeSet<>();
    try {
      JsonNode described =
          new YAMLMapper()
              .readTree(AUTH.resolve("resources/dev/dizhtime/auth/openapi.yaml").toFile());
      described
          .path("paths")
          .propertyStream()
          .filter(path -> Rendered.each(path.getValue()).anyMatch(each -> !each.has("security")))
          .map(Map.Entry::getKey)
          .forEach(open::add);
      var addresses = AUTH.resolve("java/dev/dizhtime/auth/oidc/protocol/Addresses.java");
      PROTOCOL
          .matcher(Files.readString(addresses))
          .results()
          .map(found -> found.group(1))
          .forEach(open::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.add("/oauth/outside/google");
    return open;
  }
}

package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services are told: names that they read, and addresses that are there. */
class ConfigurationTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[a-z]+://)?(?:[^@/]*@)?([a-z][a-z0-9.-]*):(\\d+)");

  /** Services of ours in another namespace. */
  private static final Map<String, Integer> SIGHT =
      Map.of("alloy.observability", 4318, "tempo.observability", 3200);

  /** What is an operator's to make. */
  private static final Pattern OF_OPERATORS =
      Pattern.compile(
          "(kafka.strimzi.io|postgresql.cnpg.io|barmancloud.cnpg.io"
              + "|mongodbcommunity.mongodb.com|elasticsearch.k8s.elastic.co)/.*");

  /** Grafana reads variables in the files that it is provisioned with. */
  private static final String READING =
      ".*(/src/main/.*\\.java|/src/main/.*logback\\.xml|/grafana/provisioning/.*\\.yaml)";

  private static final String SOURCES = sources();

  static Stream<Rendered> rendered() {
    return Rendered.all();
  }

  static Stream<Rendered> platforms() {
    return Rendered.platforms();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyVariableIsOneThatTheServicesRead(Rendered rendered) {
    assertThat(rendered.pods()).isNotEmpty();
    for (var pods : rendered.pods()) {
      for (var name : rendered.variables(pods).keySet()) {
        if (name.startsWith("DIZHTIME_")) {
          var read = '"' + name.substring("DIZHTIME_".length()) + '"';
          assertThat(
                  SOURCES.contains(read)
                      || SOURCES.contains("${" + name)
                      || SOURCES.contains("$" + name))
              .as(pods + " is told " + name)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void everyAddressIsAPortThatIsThere(Rendered rendered) {
    Map<String, Set<Integer>> there = new HashMap<>();
    SIGHT.forEach((name, port) -> there.put(name, Set.of(port)));
    there.putAll(madeByOperators(rendered));
    for (var service : rendered.of("Service")) {
      there.put(
          service.at("/metadata/name").asText(),
          Rendered.each(service.at("/spec/ports"))
              .map(port -> port.path("port").asInt())
              .collect(Collectors.toSet()));
    }
    Set<String> told = new HashSet<>();
    for (var pods : rendered.pods()) {
      told.addAll(rendered.variables(pods).values());
    }
    for (var text : told) {
      var address = ADDRESS.matcher(text);
      if (address.lookingAt()) {
        assertThat(there).as(text).containsKey(address.group(1));
        assertThat(there.get(address.group(1)))
            .as(text)
            .contains(Integer.parseInt(address.group(2)));
      }
    }
    assertThat(told).anyMatch(text -> text.startsWith("http://gateway:8080"));
  }

  /** It asks from a namespace of its own, where a short name is nobody's. */
  @ParameterizedTest
  @MethodSource("rendered")
  void kedaAsksTheKafkaThatTheServiceIsToldOf(Rendered rendered) {
    for (var scaled : rendered.of("ScaledObject")) {
      var target = scaled.at("/spec/scaleTargetRef/name").asText();
      var told = rendered.variables(rendered.pods(target));
      for (var trigger : scaled.at("/spec/triggers")) {
        if (trigger.path("type").asText().equals("kafka")) {
          assertThat(trigger.path("metadata").has("bootstrapServers")).isFalse();
          var variable = trigger.at("/metadata/bootstrapServersFromEnv").asText();
          assertThat(told.get(variable)).as(target).matches("[a-z-]+\\.[a-z.]+:\\d+");
        }
      }
    }
  }

  /** Its definitions are not known to the cluster then, which refuses the whole overlay. */
  @ParameterizedTest
  @MethodSource("rendered")
  void nothingOfAnOperatorIsLeftWhereItsServersAreElsewhere(Rendered rendered) {
    if (rendered.of("Kafka").isEmpty()) {
      assertThat(rendered.objects())
          .filteredOn(each -> OF_OPERATORS.matcher(each.path("apiVersion").asText()).matches())
          .extracting(Rendered::title)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void everyIngressIsOfTheGatewaysClassAndLeadsToAPortThatIsThere(Rendered rendered) {
    Set<String> there = new HashSet<>();
    for (var service : rendered.of("Service")) {
      for (var port : service.at("/spec/ports")) {
        there.add(service.at("/metadata/name").asText() + " " + port.path("name").asText());
      }
    }
    var classes =
        rendered.of("IngressClass").stream()
            .filter(each -> each.at("/spec/controller").asText().equals("dizhtime.dev/gateway"))
            .map(each -> each.at("/metadata/name").asText())
            .toList();
    Set<String> led = new HashSet<>();
    for (var ingress : rendered.of("Ingress")) {
      assertThat(classes).contains(ingress.at("/spec/ingressClassName").asText());
      for (var service : ingress.findValues("service")) {
        led.add(service.path("name").asText() + " " + service.at("/port/name").asText());
      }
    }
    assertThat(led).contains("order http", "portal-customer http");
    assertThat(there).containsAll(led);
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everySecretThatIsReadIsMadeOrListed(Rendered rendered) {
    var readme = read(Tools.ROOT.resolve("kustomize/README.md"));
    for (var pods : rendered.pods()) {
      for (var name : secrets(pods)) {
        assertThat(readme).as(pods + " reads " + name).contains(listed(name));
      }
    }
  }

  @Test
  void productionHasNewPasswordsLookedUpAmongBreachedOnes() {
    var production = Rendered.overlay("production");
    assertThat(production.variables(production.pods("auth")))
        .containsEntry("DIZHTIME_BREACHED_PASSWORDS_URL", "https://api.pwnedpasswords.com/range/");
    var network = Network.of(production);
    assertThat(network.allows(peer(network, "auth"), peer(network, CallGraph.OUTSIDE), 443))
        .isTrue();
  }

  private static Network.Peer peer(Network network, String name) {
    return network.peers().stream()
        .filter(peer -> peer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Services that an operator makes of an object that is there, or that somebody else runs. */
  private static Map<String, Set<Integer>> madeByOperators(Rendered rendered) {
    Map<String, Set<Integer>> made = new HashMap<>();
    if (rendered.of("Kafka").isEmpty()) {
      made.put(Combined.BROKER, Set.of(9092));
    } else {
      made.put("dizhtime-kafka-bootstrap.dizhtime", Set.of(9093));
    }
    if (!rendered.of("Elasticsearch").isEmpty()) {
      made.put("elasticsearch-es-http", Set.of(9200));
    }
    return made;
  }

  /** Those of operators are listed by their pattern. */
  private static String listed(String secret) {
    if (secret.startsWith("postgres-")) {
      return "`postgres-<service>-app`";
    }
    return secret.startsWith("kafka-") ? "`kafka-<service>`" : '`' + secret + '`';
  }

  private static Set<String> secrets(Pods pods) {
    Set<String> names = new HashSet<>();
    pods.spec().findValues("secretKeyRef").forEach(ref -> names.add(ref.path("name").asText()));
    pods.spec().findValues("secret").forEach(ref -> names.add(ref.path("name").asText()));
    pods.spec().findValuesAsText("secretName").forEach(names::add);
    names.remove("");
    return names;
  }

  private static String sources() {
    try (var files = Files.walk(Tools.ROOT)) {
      return files
          .filter(file -> file.toString().matches(READING))
          .map(ConfigurationTest::read)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

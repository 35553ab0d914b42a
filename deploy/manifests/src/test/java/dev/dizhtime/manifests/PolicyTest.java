package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every workload, whichever way it is deployed. */
class PolicyTest {
  /** Ours: they keep the standard "restricted" and answer on a management port. */
  private static final Set<String> OURS = Set.of("service", "portal", "sandbox");

  /** Sees the log files of its node, so it may not keep all of it. */
  private static final String AGENT = "alloy";

  /** Is called after passwords and holds none. */
  private static final String ABOUT_PASSWORDS = "DIZHTIME_BREACHED_PASSWORDS_URL";

  static Stream<Rendered> rendered() {
    return Rendered.all();
  }

  private static boolean ours(Pods pods) {
    return OURS.contains(pods.labels().getOrDefault("app.kubernetes.io/component", ""));
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyContainerSaysWhatItNeedsAndWhatItMayTake(Rendered rendered) {
    var softly = new SoftAssertions();
    for (var pods : rendered.pods()) {
      for (var container : pods.containers()) {
        var resources = container.path("resources");
        for (var field : List.of("/requests/cpu", "/requests/memory", "/limits/cpu")) {
          softly.assertThat(resources.at(field).asText()).as(pods + field).isNotEmpty();
        }
        // More memory than was asked for is memory that the node may not have.
        softly
            .assertThat(resources.at("/limits/memory").asText())
            .as(pods + " memory")
            .isNotEmpty();
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyImageHasAFixedTag(Rendered rendered) {
    for (var pods : rendered.pods()) {
      for (var container : pods.containers()) {
        var image = container.path("image").asText();
        // The base leaves the tags of our own to the overlays.
        if (image.startsWith("dizhtime/") && rendered.name().startsWith("base")) {
          continue;
        }
        assertThat(image)
            .as(pods.toString())
            .matches(".+(:[\\w.-]*\\d[\\w.-]*|@sha256:[0-9a-f]{64})");
        assertThat(image).doesNotEndWith(":latest");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyPodIsRestricted(Rendered rendered) {
    var softly = new SoftAssertions();
    for (var pods : rendered.pods()) {
      var pod = pods.spec().path("securityContext");
      boolean agent = pods.name().equals(AGENT);
      softly
          .assertThat(pod.path("runAsNonRoot").asBoolean())
          .as(pods + " non-root")
          .isEqualTo(!agent);
      softly
          .assertThat(pod.at("/seccompProfile/type").asText())
          .as(pods + " seccomp")
          .isEqualTo("RuntimeDefault");
      softly
          .assertThat(Rendered.each(pods.spec().path("volumes")).noneMatch(v -> v.has("hostPath")))
          .as(pods + " sees nothing of its node")
          .isEqualTo(!agent);
      for (var container : pods.containers()) {
        var context = container.path("securityContext");
        softly
            .assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
            .as(pods + " escalation")
            .isFalse();
        softly
            .assertThat(context.path("readOnlyRootFilesystem").asBoolean())
            .as(pods + " read-only root")
            .isTrue();
        softly
            .assertThat(context.at("/capabilities/drop/0").asText())
            .as(pods + " capabilities")
            .isEqualTo("ALL");
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyLastingPodIsProbedAndStopsWithGrace(Rendered rendered) {
    var softly = new SoftAssertions();
    for (var pods : rendered.pods()) {
      if (pods.ends()) {
        continue;
      }
      for (var container : pods.containers()) {
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
          var port = container.path(probe).at("/httpGet/port").asText();
          softly.assertThat(pods.ports()).as(pods + " " + probe).containsKey(port);
          if (ours(pods)) {
            softly.assertThat(port).as(pods + " " + probe).isEqualTo("management");
          }
        }
        if (ours(pods)) {
          softly
              .assertThat(container.at("/lifecycle/preStop/sleep/seconds").asInt())
              .as(pods + " waits until it is forgotten")
              .isPositive();
        }
      }
      softly
          .assertThat(pods.spec().path("terminationGracePeriodSeconds").asInt())
          .as(pods + " grace")
          .isPositive();
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyServiceAndPortalIsSpreadAndBudgeted(Rendered rendered) {
    var budgets = rendered.of("PodDisruptionBudget");
    for (var pods : rendered.pods()) {
      var component = pods.labels().get("app.kubernetes.io/component");
      if (!Set.of("service", "portal").contains(String.valueOf(component))) {
        continue;
      }
      assertThat(Rendered.each(pods.spec().path("topologySpreadConstraints")))
          .as(pods + " is spread")
          .extracting(spread -> spread.path("topologyKey").asText())
          .contains("kubernetes.io/hostname", "topology.kubernetes.io/zone");
      assertThat(budgets)
          .as(pods + " has a budget")
          .anyMatch(budget -> selects(budget.at("/spec/selector/matchLabels"), pods));
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void selectorsMatchTheirPods(Rendered rendered) {
    for (var pods : rendered.pods()) {
      if (!pods.ends()) {
        assertThat(selects(pods.owner().at("/spec/selector/matchLabels"), pods))
            .as(pods.toString())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyServiceHasPodsAndPortsBehindIt(Rendered rendered) {
    for (var service : rendered.of("Service")) {
      var selector = service.at("/spec/selector");
      var behind = rendered.pods().stream().filter(pods -> selects(selector, pods)).toList();
      assertThat(behind).as(Rendered.title(service)).hasSize(1);
      for (var port : service.at("/spec/ports")) {
        assertThat(behind.getFirst().ports())
            .as(Rendered.title(service))
            .containsKey(port.path("targetPort").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void accountsAreTheirOwnAndHaveNoTokenUnlessTheyUseIt(Rendered rendered) {
    var accounts = rendered.of("ServiceAccount").stream().map(a -> a.at("/metadata/name").asText());
    var bound =
        Stream.of("RoleBinding", "ClusterRoleBinding")
            .flatMap(kind -> rendered.of(kind).stream())
            .flatMap(binding -> Rendered.each(binding.path("subjects")))
            .map(subject -> subject.path("name").asText())
            .toList();
    var known = accounts.toList();
    for (var pods : rendered.pods()) {
      var account = pods.spec().path("serviceAccountName").asText();
      if (ours(pods)) {
        assertThat(account).as(pods.toString()).isEqualTo(pods.name());
        assertThat(known).contains(account);
      }
      if (!bound.contains(account)) {
        assertThat(pods.spec().path("automountServiceAccountToken").asBoolean(true))
            .as(pods + " needs no token")
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void noSecretIsInGit(Rendered rendered) {
    assertThat(rendered.of("Secret")).isEmpty();
    for (var map : rendered.of("ConfigMap")) {
      assertThat(Rendered.texts(map.path("data")).keySet())
          .filteredOn(name -> !name.equals(ABOUT_PASSWORDS))
          .noneMatch(name -> name.matches("DIZHTIME_.*(PASSWORD|SECRET|_KEY).*"));
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void noConsumerIsScaledAboveThePartitionsOfItsTopics(Rendered rendered) {
    for (var scaled : rendered.of("ScaledObject")) {
      var partitions =
          Rendered.each(scaled.at("/spec/triggers"))
              .map(trigger -> trigger.at("/metadata/topic").asText())
              .filter(topic -> !topic.isEmpty())
              .map(PolicyTest::partitions)
              .max(Integer::compare);
      assertThat(scaled.at("/spec/maxReplicaCount").asInt())
          .as(Rendered.title(scaled))
          .isLessThanOrEqualTo(partitions.orElseThrow());
    }
  }

  private static int partitions(String topicName) {
    return Stream.of(Topic.values())
        .filter(topic -> topic.topicName(Topic.DEFAULT_PREFIX).equals(topicName))
        .findFirst()
        .orElseThrow(() -> new AssertionError(topicName + " is no topic"))
        .partitions();
  }

  private static boolean selects(JsonNode selector, Pods pods) {
    Map<String, String> wanted = Rendered.texts(selector);
    return !wanted.isEmpty() && pods.labels().entrySet().containsAll(wanted.entrySet());
  }
}

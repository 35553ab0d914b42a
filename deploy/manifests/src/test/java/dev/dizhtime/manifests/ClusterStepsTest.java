package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of {@code ./dizhtime k8s} on a cluster that is played: to their end, and cut short. */
class ClusterStepsTest {
  private static final String WEBHOOK =
      "Error from server (InternalError): failed calling webhook \"vcluster.cnpg.io\"\n";

  private static final String LATE = "error: deployment \"order\" exceeded its progress deadline\n";
  private static final int FIVE_MINUTES = 300;

  @TempDir Path folder;
  private PlayedCluster cluster;

  @BeforeEach
  void allIsWell() throws IOException {
    cluster = new PlayedCluster(folder);
    cluster.whole();
  }

  @Test
  void goesToItsEndAndASecondTimeMakesNothingAnew() throws IOException {
    assertThat(cluster.k8s("up")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls())
        .anyMatch(call -> call.startsWith("kind create cluster"))
        .anyMatch(call -> call.contains("create secret generic auth "))
        .last()
        .asString()
        .contains("127.0.0.1:8080");
    assertThat(cluster.k8s("up")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls())
        .noneMatch(call -> call.startsWith("kind create cluster"))
        .noneMatch(call -> call.contains("create secret"));
  }

  @Test
  void leavesKindAndSecretsToTheOwnerOfAnotherCluster() throws IOException {
    assertThat(up("production")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls())
        .noneMatch(call -> call.startsWith("kind"))
        .noneMatch(call -> call.contains("create secret"));
  }

  @ParameterizedTest
  @CsvSource({
    "local, false, false, false, false",
    "staging, true, true, false, false",
    "production, true, true, true, true"
  })
  void installsWhatTheComponentsOfAnOverlayNeedAndNoMore(
      String overlay, boolean certificates, boolean scaling, boolean backups, boolean vault)
      throws IOException {
    assertThat(up(overlay)).satisfies(ClusterStepsTest::done);
    var calls = String.join("\n", cluster.calls());
    assertThat(calls.contains("/cert-manager.yaml")).isEqualTo(certificates);
    assertThat(calls.contains("/keda-")).isEqualTo(scaling);
    assertThat(calls.contains("plugin-barman-cloud")).isEqualTo(backups);
    assertThat(calls.contains("/external-secrets.yaml")).isEqualTo(vault);
  }

  @Test
  void waitsForWhoMakesCertificatesBeforeThePluginThatAsksForSome() throws IOException {
    assertThat(up("production")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls().stream().map(call -> call.replaceAll(".*/", "")))
        .containsSubsequence("cert-manager-webhook --timeout=300s", "manifest.yaml");
  }

  @Test
  void stopsWhereKindCannotMakeTheCluster() throws IOException {
    cluster.say("broken-kind", "");
    refused("kind could not make the cluster", "up");
    assertThat(cluster.calls()).noneMatch(call -> call.contains("apply"));
  }

  @ParameterizedTest
  @CsvSource({
    "rollout status deployment/cnpg-controller, the operator cnpg-controller-manager is not ready",
    "dizhtime apply --server-side --force-conflicts -f -, Strimzi",
    "^apply --server-side --force-conflicts -f -, the namespace dizhtime could not be made",
    "config use-context, kubectl does not know the kind cluster",
    "create secret generic order, the Secret order could not be made",
    "rollout status statefulset/elastic-operator, the operator elastic-operator is not ready",
    "apply.*/observability$, the servers of sight were refused",
    "wait kafka, Kafka is not ready",
    "wait clusters.postgresql, PostgreSQL is not ready",
    "wait mongodbcommunity, MongoDB is not ready",
    "wait elasticsearch, Elasticsearch is not ready",
    "rollout status deployment/order, deployment/order is not ready",
    "rollout status deployment/mailpit, deployment/mailpit is not ready",
    "observability rollout status statefulset/grafana, statefulset/grafana is not ready",
    "observability rollout status daemonset/alloy, daemonset/alloy is not ready"
  })
  void namesTheStepThatFailsAndCanBeRunAgain(String broken, String said) throws IOException {
    cluster.say("broken", broken);
    refused(said, "up");
    assertThat(cluster.calls()).noneMatch(call -> call.contains("127.0.0.1:8080"));
    Files.delete(folder.resolve("broken"));
    assertThat(cluster.k8s("up")).satisfies(ClusterStepsTest::done);
  }

  @Test
  void waitsForAnAdmissionThatDoesNotAnswerYet() throws IOException {
    cluster.say("refusals", WEBHOOK.repeat(2));
    assertThat(up("staging")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls()).filteredOn(call -> call.equals("sleep 10")).hasSize(2);
  }

  @Test
  void givesUpAnAdmissionThatNeverAnswersAndSaysWhatItSaid() throws IOException {
    cluster.say("refusals", WEBHOOK.repeat(20));
    cluster.say("secrets-are-there", "");
    assertThat(refused("the overlay was refused", "up", "staging").err())
        .contains("failed calling webhook");
    assertThat(cluster.calls())
        .filteredOn(call -> call.contains("apply") && call.endsWith("overlays/staging"))
        .hasSize(6);
  }

  @Test
  void doesNotRepeatWhatIsRefusedForGood() throws IOException {
    cluster.say("secrets-are-there", "");
    cluster.say("refusals", "admission webhook denied the request: no such field\n".repeat(2));
    assertThat(refused("the overlay was refused", "up", "staging").err()).contains("no such field");
    assertThat(cluster.calls())
        .filteredOn(call -> call.contains("apply") && call.endsWith("overlays/staging"))
        .hasSize(1);
  }

  /** Kubernetes says so for good of a service that waited long for the Secret of an operator. */
  @Test
  void waitsForAServiceWhoseDeadlineHasPassed() throws IOException {
    cluster.say("late", LATE.repeat(3));
    assertThat(up("staging")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls()).filteredOn(call -> call.equals("sleep 5")).hasSize(3);
  }

  @Test
  void givesUpAServiceThatIsNeverReadyWhenTheBoundHasPassed() throws IOException {
    cluster.say("late", LATE.repeat(100));
    refused("deployment/order is not ready", "up");
    assertThat(cluster.calls())
        .filteredOn(call -> call.equals("sleep 5"))
        .hasSizeBetween(10, FIVE_MINUTES / 5);
  }

  @Test
  void saysWhenTheGatewayDoesNotAnswer() throws IOException {
    cluster.say("silent", "");
    refused("the gateway does not answer", "up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubectl", "kind", "openssl", "curl", "git"})
  void namesEachToolThatIsMissingBeforeItBegins(String tool) throws IOException {
    Files.delete(folder.resolve(tool));
    refused(tool + " is not installed", "up");
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void needsSomethingThatRunsContainers() throws IOException {
    Files.delete(folder.resolve("docker"));
    refused("kind needs Docker or Podman", "up");
  }

  @Test
  void takesDownWhatIsThereOnceAndThenSaysThatNothingIs() throws IOException {
    cluster.say("cluster", "dizhtime\nother\n");
    assertThat(cluster.k8s("down")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls()).contains("kind delete cluster --name dizhtime");
    assertThat(cluster.k8s("down").err()).contains("there is no kind cluster dizhtime");
    assertThat(cluster.calls()).containsExactly("kind get clusters");
  }

  @Test
  void saysWhenTheClusterCannotBeDeleted() throws IOException {
    cluster.say("cluster", "dizhtime\n");
    cluster.say("broken-kind", "");
    refused("kind could not delete the cluster", "down");
  }

  @Test
  void tellsItsStatusToPrograms() throws IOException {
    cluster.say(
        "pods-dizhtime",
        "auth-1 1/1 Running 0 1m\norder-1 0/1 Pending 0 1m\njob 0/1 Completed 0 1m\n");
    assertThat(refused("not ready: order-1", "status", "--json").out())
        .isEqualTo("{\"ready\":false,\"pods\":3,\"waiting\":[\"order-1\"]}\n");
    cluster.say("pods-dizhtime", "auth-1 1/1 Running 0 1m\n");
    var ended = cluster.k8s("status", "--json");
    assertThat(ended).satisfies(ClusterStepsTest::done);
    assertThat(ended.out()).isEqualTo("{\"ready\":true,\"pods\":1,\"waiting\":[]}\n");
  }

  @Test
  void itsStatusIsAlsoThatOfTheServersOfSight() throws IOException {
    cluster.say("pods-dizhtime", "auth-1 1/1 Running 0 1m\norder-1 0/1 Pending 0 1m\n");
    cluster.say("pods-observability", "loki-0 0/1 Running 0 1m\ngrafana-0 1/1 Running 0 1m\n");
    assertThat(refused("not ready: order-1 observability/loki-0", "status", "--json").out())
        .isEqualTo(
            "{\"ready\":false,\"pods\":4,\"waiting\":[\"order-1\",\"observability/loki-0\"]}\n");
    assertThat(refused("not ready", "status").out()).contains("order-1", "loki-0", "grafana-0");

    cluster.say("pods-dizhtime", "auth-1 1/1 Running 0 1m\n");
    cluster.say("pods-observability", "grafana-0 1/1 Running 0 1m\n");
    assertThat(cluster.k8s("status", "--json")).satisfies(ClusterStepsTest::done);
    cluster.say("pods-observability", "");
    assertThat(cluster.k8s("status", "--json")).satisfies(ClusterStepsTest::done);
  }

  @Test
  void serversOfSightAloneAreNoPlatform() throws IOException {
    cluster.say("pods-observability", "grafana-0 1/1 Running 0 1m\n");
    assertThat(refused("nothing runs in the namespace dizhtime", "status", "--json").out())
        .isEqualTo("{\"ready\":false,\"pods\":1,\"waiting\":[]}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "get namespace observability, the namespaces cannot be seen",
    "observability get pods, the pods of the namespace observability cannot be seen"
  })
  void saysWhenItsStatusCannotBeSeen(String broken, String said) throws IOException {
    cluster.say("pods-dizhtime", "auth-1 1/1 Running 0 1m\n");
    cluster.say("pods-observability", "");
    cluster.say("broken", broken);
    refused(said, "status", "--json");
  }

  @Test
  void anEmptyNamespaceIsNotReady() {
    assertThat(refused("nothing runs in the namespace dizhtime", "status", "--json").out())
        .isEqualTo("{\"ready\":false,\"pods\":0,\"waiting\":[]}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up local staging",
        "up --operators-only local x",
        "status --yaml",
        "status --json x",
        "down local"
      })
  void refusesWhatItDoesNotTake(String words) {
    var ended = cluster.k8s(words.split(" "));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("takes").contains("Usage:");
    assertThat(folder.resolve("calls")).doesNotExist();
  }

  @Test
  void asksTheGatewayForAPageWhereverItIs() throws IOException {
    assertThat(up("staging")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls())
        .contains("kubectl -n dizhtime port-forward service/gateway :8080")
        .last()
        .asString()
        .startsWith("curl")
        .endsWith(" http://127.0.0.1:40123/api/openapi.json");
  }

  @Test
  void leavesNothingBehindWhenItIsCutShort() throws IOException {
    cluster.say("cut-short", "");
    assertThat(up("staging").status()).isEqualTo(130);
    assertThat(folder).isDirectoryNotContaining("glob:**/tmp.*");
  }

  @Test
  void endsAfterTheOperatorsWhenAskedTo() throws IOException {
    assertThat(cluster.k8s("up", "--operators-only")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls())
        .anyMatch(call -> call.startsWith("kind create cluster"))
        .anyMatch(call -> call.contains("create secret generic auth "))
        .anyMatch(call -> call.contains("rollout status statefulset/elastic-operator"))
        .noneMatch(call -> call.startsWith("mvn") || call.contains("kind load"))
        .noneMatch(call -> call.matches(".*apply.*(overlays|observability).*"));
    cluster.say("no-store", "");
    assertThat(cluster.k8s("up", "--operators-only", "production"))
        .satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls())
        .anyMatch(call -> call.contains("/external-secrets.yaml"))
        .noneMatch(call -> call.contains("overlays/production") && call.contains("apply"));
  }

  @Test
  void installsAndAwaitsNoServersThatAreElsewhere() throws IOException {
    var elsewhere = Rendered.baseWith(List.of("external-data", "mailpit", "monitoring"));
    cluster.rendersTo("staging", elsewhere.text());
    assertThat(up("staging")).satisfies(ClusterStepsTest::done);
    var calls = cluster.calls().stream().filter(call -> !call.contains("get secret"));
    assertThat(calls.collect(Collectors.joining("\n")))
        .doesNotContain("strimzi", "cnpg", "mongodb", "eck", "elastic-operator", "cert-manager")
        .doesNotContain("wait kafka", "wait elasticsearch")
        .contains("rollout status deployment/order");
  }

  private Tools.Ended up(String overlay) throws IOException {
    cluster.say("secrets-are-there", "");
    return cluster.k8s("up", overlay);
  }

  private Tools.Ended refused(String said, String... arguments) {
    var ended = cluster.k8s(arguments);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err().lines().toList().getLast()).contains(said);
    return ended;
  }

  private static void done(Tools.Ended ended) {
    assertThat(ended.status()).as(ended.err()).isZero();
  }
}

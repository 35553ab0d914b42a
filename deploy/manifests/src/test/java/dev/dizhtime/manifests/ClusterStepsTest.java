package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(cluster.k8s("up", "production")).satisfies(ClusterStepsTest::done);
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
    assertThat(cluster.k8s("up", overlay)).satisfies(ClusterStepsTest::done);
    var calls = String.join("\n", cluster.calls());
    assertThat(calls.contains("/cert-manager.yaml")).isEqualTo(certificates);
    assertThat(calls.contains("/keda-")).isEqualTo(scaling);
    assertThat(calls.contains("plugin-barman-cloud")).isEqualTo(backups);
    assertThat(calls.contains("/external-secrets.yaml")).isEqualTo(vault);
  }

  @Test
  void waitsForWhoMakesCertificatesBeforeThePluginThatAsksForSome() throws IOException {
    assertThat(cluster.k8s("up", "production")).satisfies(ClusterStepsTest::done);
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
    "apply --server-side -f -, the namespace dizhtime could not be made",
    "config use-context, kubectl does not know the kind cluster",
    "create secret generic order, the Secret order could not be made",
    "observability$, the servers of sight were refused",
    "wait kafka, Kafka is not ready",
    "wait clusters.postgresql, PostgreSQL is not ready",
    "wait mongodbcommunity, MongoDB is not ready",
    "wait elasticsearch, Elasticsearch is not ready",
    "rollout status deployment.apps/order, deployment.apps/order is not ready"
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
    assertThat(cluster.k8s("up", "staging")).satisfies(ClusterStepsTest::done);
    assertThat(cluster.calls()).filteredOn(call -> call.startsWith("sleep")).hasSize(2);
  }

  @Test
  void givesUpAnAdmissionThatNeverAnswersAndSaysWhatItSaid() throws IOException {
    cluster.say("refusals", WEBHOOK.repeat(20));
    assertThat(refused("the overlay was refused", "up", "staging").err())
        .contains("failed calling webhook");
    assertThat(cluster.calls()).filteredOn(call -> call.contains("overlays")).hasSize(6);
  }

  @Test
  void doesNotRepeatWhatIsRefusedForGood() throws IOException {
    cluster.say("refusals", "admission webhook denied the request: no such field\n".repeat(2));
    assertThat(refused("the overlay was refused", "up", "staging").err()).contains("no such field");
    assertThat(cluster.calls()).filteredOn(call -> call.contains("overlays")).hasSize(1);
  }

  @Test
  void saysWhenTheGatewayDoesNotAnswer() throws IOException {
    cluster.say("silent", "");
    refused("the gateway does not answer", "up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubectl", "kind", "openssl", "curl"})
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
        "pods", "auth-1 1/1 Running 0 1m\norder-1 0/1 Pending 0 1m\njob 0/1 Completed 0 1m\n");
    assertThat(refused("not ready: order-1", "status", "--json").out())
        .isEqualTo("{\"ready\":false,\"pods\":3,\"waiting\":[\"order-1\"]}\n");
    cluster.say("pods", "auth-1 1/1 Running 0 1m\n");
    var ended = cluster.k8s("status", "--json");
    assertThat(ended).satisfies(ClusterStepsTest::done);
    assertThat(ended.out()).isEqualTo("{\"ready\":true,\"pods\":1,\"waiting\":[]}\n");
  }

  @Test
  void anEmptyNamespaceIsNotReady() {
    assertThat(refused("nothing runs in the namespace dizhtime", "status", "--json").out())
        .isEqualTo("{\"ready\":false,\"pods\":0,\"waiting\":[]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up local staging", "status --yaml", "status --json x", "down local"})
  void refusesWhatItDoesNotTake(String words) {
    var ended = cluster.k8s(words.split(" "));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("takes").contains("Usage:");
    assertThat(folder.resolve("calls")).doesNotExist();
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

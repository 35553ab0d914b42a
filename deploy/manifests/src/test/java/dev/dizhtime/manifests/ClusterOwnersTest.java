package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the owner of a cluster has to give before {@code ./dizhtime k8s up} can end well: names,
 * images, Secrets, a vault, an address. Each is asked for by its name, and before anything waits
 * for it in vain.
 */
class ClusterOwnersTest {
  private static final String APPLIED = ".*apply.*(overlays/|/observability).*";

  @TempDir Path folder;
  private PlayedCluster cluster;

  @BeforeEach
  void allIsWell() throws IOException {
    cluster = new PlayedCluster(folder);
    cluster.whole();
  }

  @Test
  void refusesToPullWhatStrangersCallOurs() throws IOException {
    cluster.say("rendered-staging", Rendered.overlay("staging").text());
    refused("name your registry", "staging");
    assertThat(cluster.calls()).noneMatch(call -> call.contains("apply"));
  }

  @Test
  void refusesNamesThatAreNobodys() throws IOException {
    cluster.say("rendered-production-observability", Rendered.sight("production").text());
    refused("still has dizhtime.example", "production");
    assertThat(cluster.calls()).noneMatch(call -> call.contains("apply"));
  }

  @Test
  void refusesToScaleByNumbersThatNobodyTakes() throws IOException {
    cluster.say("no-metrics", "");
    refused("the cluster has no metrics server", "production");
    assertThat(cluster.calls()).noneMatch(call -> call.contains("apply"));
    assertThat(cluster.k8s("up", "local").status()).isZero();
  }

  @Test
  void namesEachSecretThatIsToBeMadeByHand() throws IOException {
    refused("the namespace observability lacks the Secrets alertmanager grafana:", "staging");
    cluster.say("secret-observability-alertmanager", "");
    cluster.say("secret-observability-grafana", "");
    var said = refused("the namespace dizhtime lacks the Secrets", "staging");
    assertThat(said.replaceAll(".*Secrets ([^:]*):.*", "$1").split(" "))
        .containsExactlyInAnyOrder(
            "auth",
            "order",
            "wallet",
            "portal-customer",
            "portal-restaurant",
            "portal-driver",
            "portal-admin",
            "mongodb-restaurant-password");
    assertThat(cluster.calls()).noneMatch(call -> call.matches(APPLIED));
  }

  @Test
  void asksForAVaultOnceItsOperatorIsThereAndBeforeAnythingElse() throws IOException {
    cluster.say("no-store", "");
    refused("there is no ClusterSecretStore dizhtime", "production");
    assertThat(cluster.calls())
        .anyMatch(call -> call.contains("/external-secrets.yaml"))
        .noneMatch(call -> call.matches(APPLIED));
  }

  @Test
  void saysThatTheVaultCannotBeAsked() throws IOException {
    cluster.say("broken", "wait clustersecretstore/dizhtime");
    refused("the vault cannot be asked", "production");
    assertThat(cluster.calls()).noneMatch(call -> call.matches(APPLIED));
  }

  @Test
  void waitsForTheVaultBeforeTheServersThatNeedItsSecrets() throws IOException {
    cluster.say("broken", "dizhtime wait externalsecret/auth ");
    refused("kubectl -n dizhtime get externalsecrets", "production");
    cluster.say("broken", "observability wait externalsecret/alertmanager ");
    refused("kubectl -n observability get externalsecrets", "production");
    assertThat(cluster.calls()).noneMatch(call -> call.contains("wait kafka"));
  }

  @Test
  void tellsTheAddressBeforeItWaitsForWhatNeedsANameThatLeadsThere() throws IOException {
    var ended = cluster.k8s("up", "production");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("the way in is 203.0.113.7: let the name dizhtime.test lead there");
    assertThat(cluster.calls().stream().map(call -> call.replaceFirst(" -o .*| --for.*", "")))
        .containsSubsequence(
            "kubectl -n dizhtime get service gateway-public",
            "kubectl -n dizhtime wait kafka/dizhtime",
            "kubectl -n dizhtime wait certificate/gateway");
  }

  @Test
  void saysWhereTheNameHasToLeadWhenThereIsNoCertificate() throws IOException {
    cluster.say("broken", "wait certificate/gateway");
    refused("does dizhtime.test lead to '203.0.113.7'", "production");
  }

  @Test
  void aClusterWithoutBalancersIsToldAndWaitedForNoLonger() throws IOException {
    cluster.say("no-address", "");
    cluster.say("secrets-are-there", "");
    var ended = cluster.k8s("up", "staging");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("gateway-public has no address");
    assertThat(cluster.calls()).filteredOn(call -> call.equals("sleep 10")).hasSize(11);
  }

  private String refused(String said, String overlay) {
    var ended = cluster.k8s("up", overlay);
    assertThat(ended.status()).as(ended.err()).isEqualTo(1);
    var last = ended.err().lines().toList().getLast();
    assertThat(last).contains(said);
    return last;
  }
}

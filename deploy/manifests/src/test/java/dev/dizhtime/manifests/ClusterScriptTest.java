package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code ./dizhtime k8s} says when it cannot go on. The cluster is played by small scripts;
 * that the steps bring up a real one is not shown here.
 */
class ClusterScriptTest {
  private static final String CLIENT = "echo 'Client Version: v1.33.1'";

  @TempDir Path tools;

  @BeforeEach
  void theSystemsOwnToolsAreThere() throws IOException {
    new PlayedCluster(tools).systemsOwn();
    tool("curl", "echo 'kind: Namespace'");
    tool("git", "");
  }

  @Test
  void namesAToolThatIsMissing() {
    var ended = k8s("up");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("kubectl is not installed").contains("https://");
  }

  @Test
  void namesTheOverlaysThatThereAre() {
    var ended = k8s("up", "prodution");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("no overlay 'prodution'")
        .contains("local", "staging", "production");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo 'Client Version: v1.29.9'", "exit 1"})
  void refusesAKubectlThatIsTooOld(String version) throws IOException {
    tool("kubectl", version);
    var ended = k8s("up", "staging");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("kubectl is ").contains("1.30 or newer");
  }

  @Test
  void refusesAClusterThatIsTooOld() throws IOException {
    tool(
        "kubectl",
        "[ \"$1\" = version ] && %s && echo 'Server Version: v1.28.3'".formatted(CLIENT));
    var ended = k8s("up", "staging");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("Kubernetes 1.28.3").contains("1.30 or newer");
  }

  @Test
  void saysWhenNoClusterAnswers() throws IOException {
    tool(
        "kubectl",
        "[ $1 = config ] && echo elsewhere; [ \"$*\" = 'version --client' ] && " + CLIENT);
    var ended = k8s("up", "production");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("no cluster answers").contains("'elsewhere'");
  }

  @Test
  void refusesAClusterWithoutADefaultStorageClass() throws IOException {
    tool(
        "kubectl",
        "case $1 in version) %s; echo 'Server Version: v1.33.1' ;; get) echo false ;; esac"
            .formatted(CLIENT));
    var ended = k8s("up", "staging");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("no default storage class").contains("is-default-class");
  }

  @Test
  void namesAnOperatorThatCannotBeInstalled() throws IOException {
    tool(
        "kubectl",
        """
        case "$*" in
          version*) echo 'Client Version: v1.33.1'; echo 'Server Version: v1.33.1' ;;
          *storageclass*) echo true ;;
          kustomize*) printf 'kind: Cluster\\nmetadata:\\n  name: postgres-order\\n' ;;
          *'apply'*'-f -'*) cat >/dev/null ;;
          *cnpg*) exit 1 ;;
        esac
        """);
    var ended = k8s("up", "staging");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("CloudNativePG could not be installed from https://");
  }

  @Test
  void namesThePodsThatAreNotReady() throws IOException {
    tool(
        "kubectl",
        "case \"$*\" in *no-headers*) printf 'order-1 0/1 Running\\n"
            + "auth-1 1/1 Running\\n"
            + "' ;; esac");
    var ended = k8s("status");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("not ready: order-1").doesNotContain("auth-1");
  }

  @Test
  void refusesACommandThatItDoesNotKnow() {
    assertThat(k8s("upp").status()).isEqualTo(2);
    assertThat(k8s("--help").out()).contains("Usage: dizhtime k8s up");
    assertThat(k8s("up", "--help").out()).contains("Usage: dizhtime k8s up");
  }

  private void tool(String name, String script) throws IOException {
    new PlayedCluster(tools).tool(name, script);
  }

  private Tools.Ended k8s(String... arguments) {
    return new PlayedCluster(tools).k8s(arguments);
  }
}

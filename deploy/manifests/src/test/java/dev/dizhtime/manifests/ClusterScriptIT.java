package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.testkit.apiserver.ApiClient;
import dev.dizhtime.testkit.apiserver.ApiServer;
import dev.dizhtime.testkit.apiserver.OnApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dizhtime k8s up} with the real kubectl and a real API server. Played is what there is
 * not: kind, what is fetched from elsewhere, and the waiting for what a cluster would do.
 */
@OnApiServer
class ClusterScriptIT {
  private static final String KUBECTL =
      """
      echo "kubectl $*" >>%2$s/calls
      case "$*" in
        *https://*|*github.com*|*'rollout status'*|*' wait '*|'config use-context '*) ;;
        '-n dizhtime apply '*' -f -') cat >/dev/null ;;
        *) exec %1$s --kubeconfig %2$s/kubeconfig "$@" ;;
      esac
      """;

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: it
      contexts: [ { name: it, context: { cluster: it, user: it } } ]
      clusters: [ { name: it, cluster: { server: "%s", certificate-authority: "%s" } } ]
      users: [ { name: it, user: { token: "%s" } } ]
      """;

  private static final String STORAGE =
      """
      { "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "provisioner": "none",
        "metadata": { "name": "standard", "annotations": { "storageclass.kubernetes.io/is-default-class": "true" } } }
      """;

  @TempDir Path folder;

  @Test
  void bringsTheOverlayUpAndASecondTimeChangesNothing() throws IOException {
    var kubectl = Tools.kustomize().getFirst();
    assumeTrue(kubectl.endsWith("kubectl"), "there is no kubectl 1.27 or newer on the PATH");
    try (var server = ApiServer.start(folder.resolve("server"));
        var client = server.admin()) {
      Definitions.install(client);
      assertThat(client.apply(Definitions.json(STORAGE)).status()).isEqualTo(201);
      var cluster = played(kubectl, server);

      assertThat(cluster.k8s("up")).satisfies(ClusterScriptIT::done);
      var before = versions(client);
      assertThat(before).containsKeys("Secret auth", "Secret wallet", "Deployment order");
      assertThat(cluster.calls())
          .contains("kubectl -n dizhtime rollout status deployment/portal-admin --timeout=300s");

      assertThat(cluster.k8s("up")).satisfies(ClusterScriptIT::done);
      assertThat(versions(client)).isEqualTo(before);
    }
  }

  private PlayedCluster played(String kubectl, ApiServer server) throws IOException {
    var cluster = new PlayedCluster(folder);
    cluster.whole();
    cluster.tool("kubectl", KUBECTL.formatted(kubectl, folder));
    Files.writeString(
        folder.resolve("kubeconfig"),
        KUBECONFIG.formatted(server.address(), server.authority(), server.adminToken()));
    return cluster;
  }

  private static Map<String, String> versions(ApiClient client) {
    Map<String, String> versions = new TreeMap<>();
    for (var path : List.of("/api/v1/namespaces/dizhtime/secrets", "/apis/apps/v1/deployments")) {
      Rendered.each(client.get(path).body().path("items"))
          .forEach(each -> versions.put(title(path, each), version(each)));
    }
    return versions;
  }

  private static String title(String path, JsonNode object) {
    var kind = path.endsWith("secrets") ? "Secret " : "Deployment ";
    return kind + object.at("/metadata/name").asText();
  }

  private static String version(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  private static void done(Tools.Ended ended) {
    assertThat(ended.status()).as(ended.err()).isZero();
  }
}

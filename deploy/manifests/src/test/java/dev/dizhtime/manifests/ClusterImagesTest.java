package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code ./dizhtime k8s} puts images onto the nodes of kind, which is played. */
class ClusterImagesTest {
  private static final String PODMAN =
      """
      cd %s && echo "podman $*" >>calls
      case "$*" in 'image exists'*) [ "$3" = localhost/dizhtime/wallet:0.1.0 ] ;; esac
      """;

  private static final Pattern IMAGE = Pattern.compile("image: (dizhtime/\\S+)");

  @TempDir Path folder;
  private PlayedCluster cluster;

  @BeforeEach
  void allIsWell() throws IOException {
    cluster = new PlayedCluster(folder);
    cluster.whole();
  }

  /** As the kubelets tell them: each image by its name and its digest. */
  private static String onNodes(int nodes) {
    var lines = new StringBuilder();
    for (var image : wanted()) {
      lines.append("docker.io/%1$s docker.io/%1$s-digest%n".formatted(image).repeat(nodes));
    }
    return lines.toString();
  }

  private static TreeSet<String> wanted() {
    var images = new TreeSet<String>();
    var found = IMAGE.matcher(Rendered.overlay("local").text());
    while (found.find()) {
      images.add(found.group(1));
    }
    assertThat(images).hasSize(12);
    return images;
  }

  @Test
  void buildsWhatNoNodeHasAndPutsItThereBeforeTheOverlay() throws IOException {
    assertThat(cluster.k8s("up").status()).isZero();
    var calls = cluster.calls();
    assertThat(calls)
        .filteredOn(call -> call.startsWith("mvn"))
        .singleElement()
        .asString()
        .contains(":dizhtime-order,", ":dizhtime-portal-admin", "package jib:buildTar")
        .contains("-Djib.container.format=Docker -Dimage.repository=dizhtime -Dimage.tag=0.1.0");
    assertThat(calls)
        .filteredOn(call -> call.startsWith("kind load image-archive"))
        .hasSize(12)
        .allMatch(call -> call.endsWith("/target/jib-image.tar --name dizhtime"))
        .anyMatch(call -> call.contains("/verticles/order/target/"))
        .anyMatch(call -> call.contains("/portals/admin/target/"));
    assertThat(calls.stream().map(call -> call.replaceAll("(load|overlays/local$).*", "$1")))
        .containsSubsequence(
            "kind load",
            "kubectl apply --server-side --force-conflicts -k ./kustomize/overlays/local");
  }

  @Test
  void leavesWhatEveryNodeHas() throws IOException {
    cluster.say("on-nodes", onNodes(3));
    assertThat(cluster.k8s("up").status()).isZero();
    assertThat(cluster.calls())
        .noneMatch(call -> call.startsWith("mvn") || call.startsWith("kind load"));
  }

  @Test
  void putsThereWhatOneNodeLacks() throws IOException {
    var order = "docker.io/dizhtime/order:0.1.0 ";
    cluster.say("on-nodes", onNodes(3).replaceFirst(order, ""));
    assertThat(cluster.k8s("up").status()).isZero();
    assertThat(cluster.calls())
        .anyMatch(call -> call.contains("-pl :dizhtime-order -am"))
        .filteredOn(call -> call.startsWith("kind load"))
        .hasSize(1);
  }

  @Test
  void takesOneThatPodmanHasAndGivesItTheNameThatKubeletsAskFor() throws IOException {
    cluster.tool("podman", PODMAN.formatted(folder));
    assertThat(cluster.k8s("up").status()).isZero();
    var calls = cluster.calls();
    assertThat(calls)
        .containsSubsequence(
            "podman tag localhost/dizhtime/wallet:0.1.0 docker.io/dizhtime/wallet:0.1.0")
        .anyMatch(
            call ->
                call.startsWith("podman save") && call.endsWith(" docker.io/dizhtime/wallet:0.1.0"))
        .anyMatch(call -> call.matches("kind load image-archive .*/images/image.tar .*"))
        .noneMatch(call -> call.startsWith("mvn") && call.contains("wallet"));
    assertThat(calls).filteredOn(call -> call.startsWith("kind load")).hasSize(12);
  }

  @Test
  void saysWhenTheyCannotBeBuiltOrPutThere() throws IOException {
    cluster.say("broken-build", "");
    assertThat(refused("up")).contains("the images could not be built").contains("build.log");
    assertThat(cluster.k8s("images", "order").status()).isEqualTo(1);
    assertThat(cluster.calls()).noneMatch(call -> call.startsWith("kubectl apply"));
    cluster.tool("mvn", "");
    cluster.say("full", "");
    assertThat(refused("up")).contains("kind could not put dizhtime/").contains("onto the nodes");
  }

  @Test
  void buildsAnewWhatItIsToldThoughTheNodesHaveIt() throws IOException {
    assertThat(refused("images")).contains("there is no kind cluster dizhtime");
    cluster.say("cluster", "dizhtime\n");
    cluster.say("on-nodes", onNodes(3));
    cluster.calls();
    assertThat(cluster.k8s("images", "order", "portal-admin").status()).isZero();
    assertThat(cluster.calls())
        .anyMatch(call -> call.contains("-pl :dizhtime-order,:dizhtime-portal-admin -am"))
        .filteredOn(call -> call.startsWith("kind load"))
        .hasSize(2);
    assertThat(cluster.k8s("images").status()).isZero();
    assertThat(cluster.calls()).filteredOn(call -> call.startsWith("kind load")).hasSize(12);
    var ended = cluster.k8s("images", "ordre");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(List.of(ended.err().split("\n")).getLast())
        .contains("no image ordre")
        .contains("portal-admin");
  }

  private String refused(String... arguments) {
    var ended = cluster.k8s(arguments);
    assertThat(ended.status()).as(ended.err()).isEqualTo(1);
    return ended.err().lines().toList().getLast();
  }
}

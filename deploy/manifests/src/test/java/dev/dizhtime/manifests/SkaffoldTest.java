package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code skaffold} applies is what {@code ./dizhtime k8s up} applies. */
class SkaffoldTest {
  @Test
  void appliesEachOverlayWithItsServersOfSight() throws IOException {
    var profiles = Skaffold.read().path("profiles");
    assertThat(Rendered.each(profiles).map(profile -> profile.path("name").asText()))
        .isEqualTo(Rendered.OVERLAYS);
    assertThat(
            Rendered.each(profiles).map(profile -> texts(profile.at("/manifests/kustomize/paths"))))
        .isEqualTo(Rendered.OVERLAYS.stream().map(SkaffoldTest::folders).toList());
  }

  /** Without a profile nothing is applied, wherever kubectl points; a cluster is never chosen. */
  @Test
  void appliesWhatIsForThisMachineToTheClusterOnThisMachineOnly() throws IOException {
    var skaffold = Skaffold.read();
    assertThat(skaffold.has("manifests")).isFalse();
    assertThat(skaffold.at("/deploy/kubeContext").isMissingNode()).isTrue();
    assertThat(
            Rendered.each(skaffold.path("profiles"))
                .map(profile -> profile.at("/deploy/kubeContext").asText()))
        .containsExactly("kind-dizhtime", "", "");
    assertThat(Rendered.each(skaffold.path("profiles")))
        .noneMatch(profile -> profile.has("activation"));
  }

  private static List<String> texts(JsonNode paths) {
    return Rendered.each(paths).map(JsonNode::asText).toList();
  }

  private static List<String> folders(String overlay) {
    var platform = "kustomize/overlays/" + overlay;
    var sight = platform + "/observability";
    return List.of(platform, Files.exists(Tools.ROOT.resolve(sight)) ? sight : "observability");
  }
}

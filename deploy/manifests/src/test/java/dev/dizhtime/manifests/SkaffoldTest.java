package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code skaffold} applies is what {@code ./dizhtime k8s up} applies. */
class SkaffoldTest {
  @Test
  void appliesEachOverlayWithItsServersOfSight() throws IOException {
    List<JsonNode> applied = new ArrayList<>();
    var skaffold = Skaffold.read();
    applied.add(skaffold.at("/manifests/kustomize/paths"));
    skaffold
        .path("profiles")
        .forEach(profile -> applied.add(profile.at("/manifests/kustomize/paths")));
    assertThat(applied.stream().map(SkaffoldTest::texts))
        .isEqualTo(Rendered.OVERLAYS.stream().map(SkaffoldTest::folders).toList());
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

package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A changed page of a portal is put where the portal looks, and only where somebody works on it.
 */
class FileSyncTest {
  private static final String VARIABLE = "DIZHTIME_PORTAL_FILES";

  static Stream<JsonNode> portals() throws IOException {
    var portals =
        Rendered.each(Skaffold.read().at("/build/artifacts"))
            .filter(artifact -> image(artifact).startsWith("dizhtime/portal-"))
            .toList();
    assertThat(portals).hasSize(4);
    return portals.stream();
  }

  @ParameterizedTest
  @MethodSource("portals")
  void thePortalsOwnFilesAndTheDesignSystemsAreSent(JsonNode artifact) {
    var own = image(artifact).substring("dizhtime/portal-".length());
    var rules = Rendered.each(artifact.at("/sync/manual")).toList();
    assertThat(rules.stream().map(rule -> rule.path("strip").asText()))
        .isEqualTo(
            List.of(
                "portals/" + own + "/src/main/resources/", "portals/design/src/main/resources/"));
    for (var rule : rules) {
      var strip = rule.path("strip").asText();
      assertThat(rule.path("src").asText()).isEqualTo(strip + "**/*");
      assertThat(Tools.ROOT.resolve(strip + "dev/dizhtime/portal")).isDirectory();
    }
  }

  @ParameterizedTest
  @MethodSource("portals")
  void theyAreSentToWhereItLooksWhichCanBeWritten(JsonNode artifact) {
    var pods =
        Rendered.overlay("local").of("Deployment").stream()
            .map(deployment -> deployment.at("/spec/template/spec"))
            .filter(spec -> spec.at("/containers/0/image").asText().startsWith(image(artifact)))
            .findFirst()
            .orElseThrow();
    var folder =
        Rendered.each(pods.at("/containers/0/env"))
            .filter(variable -> variable.path("name").asText().equals(VARIABLE))
            .findFirst()
            .orElseThrow()
            .path("value")
            .asText();
    assertThat(Rendered.each(artifact.at("/sync/manual")))
        .allSatisfy(rule -> assertThat(rule.path("dest").asText()).isEqualTo(folder));
    var volume =
        Rendered.each(pods.at("/containers/0/volumeMounts"))
            .filter(mount -> mount.path("mountPath").asText().equals(folder))
            .findFirst()
            .orElseThrow()
            .path("name")
            .asText();
    assertThat(Rendered.each(pods.path("volumes")))
        .anyMatch(each -> each.path("name").asText().equals(volume) && each.has("emptyDir"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void elsewhereAPortalIsWhatItWasBuiltOf(String overlay) {
    assertThat(Rendered.overlay(overlay).objects().toString()).doesNotContain(VARIABLE);
  }

  @Test
  void whatIsTrainedIsNotChanged() throws IOException {
    assertThat(Skaffold.read().path("profiles").toString()).doesNotContain("\"sync\"");
  }

  private static String image(JsonNode artifact) {
    return artifact.path("image").asText();
  }
}

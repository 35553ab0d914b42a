package dev.dizhtime.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final Path KUBERNETES = Path.of("../../kustomize/base/gateway/ingress.yaml");

  /** How much is another matter: here all have one address. */
  @Test
  void countsTheSamePathsAsOnKubernetesAndLeadsThemToTheSame() throws IOException {
    var yaml = new YAMLMapper();
    Map<String, String> there = new TreeMap<>();
    try (var documents =
        yaml.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(KUBERNETES))) {
      for (var document : documents.readAll()) {
        var annotations = document.at("/metadata/annotations");
        for (var path : document.at("/spec/rules/0/http/paths")) {
          there.put(
              path.path("path").asText(),
              annotations.path("dizhtime.dev/token").asText()
                  + (annotations.has("dizhtime.dev/rates") ? " counted" : ""));
        }
      }
    }
    Map<String, String> here = new TreeMap<>();
    for (var route : yaml.readTree(Routes.yaml(new PortPlan(8_080))).path("routes")) {
      here.put(
          route.path("prefix").asText(),
          route.path("token").asText() + (route.has("rates") ? " counted" : ""));
    }
    assertThat(here).isEqualTo(there).containsEntry("/api/auth/login", "optional counted");
  }
}

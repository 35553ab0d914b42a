package dev.dizhtime.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.yaml.snakeyaml.Yaml;

/** What {@code skaffold} is told. */
final class Skaffold {
  private Skaffold() {}

  /** Jackson's own reader does not follow aliases. */
  static JsonNode read() throws IOException {
    var text = Files.readString(Tools.ROOT.resolve("deploy/skaffold.yaml"));
    return new YAMLMapper().valueToTree(new Yaml().load(text));
  }
}

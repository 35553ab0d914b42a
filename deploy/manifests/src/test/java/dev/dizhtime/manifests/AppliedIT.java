package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dizhtime.testkit.apiserver.ApiClient;
import dev.dizhtime.testkit.apiserver.ApiServer;
import dev.dizhtime.testkit.apiserver.OnApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each overlay on an empty cluster, in the order in which it is rendered, as {@code kubectl apply
 * --server-side} sends it.
 */
@OnApiServer
class AppliedIT {
  @TempDir Path folder;

  static Stream<Rendered> deployed() {
    return Stream.concat(Rendered.OVERLAYS.stream().map(Rendered::overlay), Rendered.sights());
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void isTakenWholeAndAgainChangesNothing(Rendered rendered) throws IOException {
    try (var server = ApiServer.start(folder);
        var client = server.admin()) {
      Definitions.install(client);

      var first = applied(client, rendered, 201);
      var second = applied(client, rendered, 200);
      var third = applied(client, rendered, 200);

      assertThat(first).hasSameSizeAs(rendered.objects());
      // A claim of a volume is stored once more, as it was; after that no version moves.
      assertThat(changed(first, second, AppliedIT::content)).isEmpty();
      assertThat(changed(second, third, Function.identity())).isEmpty();
    }
  }

  private static List<String> changed(
      Map<String, JsonNode> before,
      Map<String, JsonNode> after,
      Function<JsonNode, JsonNode> seen) {
    return before.keySet().stream()
        .filter(path -> !seen.apply(before.get(path)).equals(seen.apply(after.get(path))))
        .map(path -> before.get(path) + "\nis now\n" + after.get(path))
        .toList();
  }

  /** An object without the version that says when it was stored. */
  private static JsonNode content(JsonNode object) {
    ObjectNode content = object.deepCopy();
    ((ObjectNode) content.path("metadata")).remove("resourceVersion");
    return content;
  }

  /** What is stored then, by its path. */
  private static Map<String, JsonNode> applied(ApiClient client, Rendered rendered, int status) {
    Map<String, JsonNode> stored = new LinkedHashMap<>();
    for (var object : rendered.objects()) {
      var answer = client.apply(object);
      assertThat(AdmissionIT.said(object, answer)).isEmpty();
      assertThat(answer.status()).as(Rendered.title(object)).isEqualTo(status);
      stored.put(client.pathOf(object), answer.body());
    }
    return stored;
  }
}

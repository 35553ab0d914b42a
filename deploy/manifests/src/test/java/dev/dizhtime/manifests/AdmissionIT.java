package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dizhtime.testkit.apiserver.ApiClient;
import dev.dizhtime.testkit.apiserver.ApiServer;
import dev.dizhtime.testkit.apiserver.OnApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real API server says to each object of each overlay and combination, asked without keeping
 * any: every one goes through defaulting, validation, the operators' rules and the Pod Security of
 * its namespace.
 */
@OnApiServer
class AdmissionIT {
  private static final String VIOLATES = "would violate PodSecurity";

  private static ApiServer server;
  private static ApiClient client;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = ApiServer.start(folder);
    client = server.admin();
    Definitions.install(client);
    Stream.of(Rendered.overlay("local"), Rendered.observability())
        .flatMap(each -> each.of("Namespace").stream())
        .forEach(namespace -> assertThat(client.apply(namespace).said()).startsWith("201"));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  static List<Rendered> rendered() {
    return Stream.concat(Rendered.all(), Stream.of(Rendered.copy())).toList();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyObjectIsTakenWithoutAWarning(Rendered rendered) {
    assertThat(rendered.objects()).isNotEmpty();
    assertThat(rendered.objects()).extracting(AdmissionIT::refusal).containsOnly("");
  }

  private static String refusal(JsonNode object) {
    return said(object, client.apply(object, "dryRun=All"));
  }

  /** Nothing when the server has nothing to say, or only what is known: Alloy reads its node. */
  static String said(JsonNode object, ApiClient.Answer answer) {
    var title = Rendered.title(object);
    var known =
        title.equals("DaemonSet alloy")
            && answer.status() / 100 == 2
            && answer.warnings().size() == 1
            && answer.warnings().getFirst().contains(VIOLATES);
    return answer.clean() || known ? "" : title + ": " + answer.said();
  }

  /** The tests above would see nothing of what the server does not look at. */
  @Test
  void aFieldThatNobodyKnowsIsRefused() {
    assertThat(refusal(changed("Deployment", "/spec/template/spec", "restartPolize", "Never")))
        .contains("field not declared in schema");
    assertThat(refusal(changed("Kafka", "/spec/kafka", "replicaz", "3")))
        .contains("field not declared in schema");
  }

  @Test
  void aPodThatIsNotRestrictedIsWarnedOf() {
    assertThat(
            refusal(
                changed("Deployment", "/spec/template/spec/securityContext", "runAsNonRoot", null)))
        .contains(VIOLATES);
  }

  @Test
  void theRulesOfOperatorsAreKept() {
    assertThat(refusal(changed("Cluster", "/spec/bootstrap/initdb", "builtinLocale", "C.UTF-8")))
        .contains("builtinLocale is only available when localeProvider");
  }

  /** The first object of a kind, with one field that has another value, or none. */
  private static JsonNode changed(String kind, String parent, String field, String value) {
    var object = Rendered.overlay("staging").of(kind).getFirst().deepCopy();
    var fields = (ObjectNode) object.at(JsonPointer.compile(parent));
    if (value == null) {
      assertThat(fields.remove(field)).isNotNull();
    } else {
      fields.set(field, TextNode.valueOf(value));
    }
    return object;
  }
}

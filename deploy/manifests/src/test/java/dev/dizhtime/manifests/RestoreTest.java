package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is made anew comes from its backup, keeps its name, and has an archive again. */
class RestoreTest {
  private static final String FROM = "/spec/externalClusters/0/plugin/parameters/serverName";
  private static final String TO = "/spec/plugins/0/parameters/serverName";

  @ParameterizedTest
  @ValueSource(strings = {"auth", "order", "delivery", "wallet", "notification"})
  void aDatabaseComesFromItsArchiveAndWritesToOneThatIsNew(String database) {
    var restored = cluster(Rendered.restoring(database), "postgres-" + database);

    assertThat(restored.at(FROM).asText()).isEqualTo("postgres-" + database);
    assertThat(restored.at(TO).asText()).isEqualTo("postgres-" + database + "-2");
    assertThat(restored.at("/spec/plugins/0/isWALArchiver").asBoolean()).isTrue();
    assertThat(restored.at("/spec/bootstrap/recovery/recoveryTarget/targetTime").asText())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\+00");
  }

  /** What began empty and is there must go on saying so, or the operator refuses the apply. */
  @Test
  void theOthersAreNotTouched() {
    var before = Rendered.baseWith(List.of("backups")).of("Cluster");
    assertThat(Rendered.restoring("wallet").of("Cluster"))
        .filteredOn(each -> !name(each).equals("postgres-wallet"))
        .hasSize(4)
        .allSatisfy(each -> assertThat(before).contains(each));
  }

  @Test
  void aNewClusterHasAllOfThemFromTheirArchives() {
    assertThat(Rendered.baseWith(List.of("backups", "restore")).of("Cluster"))
        .hasSize(5)
        .allSatisfy(each -> assertThat(each.at(FROM).asText()).isEqualTo(name(each)))
        .allSatisfy(each -> assertThat(each.at(TO).asText()).isEqualTo(name(each) + "-2"));
  }

  /** CloudNativePG refuses two; and another owner or name is a database that no service finds. */
  @ParameterizedTest
  @ValueSource(strings = {"auth", "order", "delivery", "wallet", "notification"})
  void theDatabaseIsTheOneThatTheBaseWouldMake(String database) {
    var made = cluster(Rendered.baseWith(List.of()), "postgres-" + database);
    var restored = cluster(Rendered.restoring(database), "postgres-" + database);

    assertThat(restored.at("/spec/bootstrap").fieldNames())
        .toIterable()
        .containsExactly("recovery");
    for (var field : List.of("database", "owner")) {
      assertThat(restored.at("/spec/bootstrap/recovery").path(field))
          .isEqualTo(made.at("/spec/bootstrap/initdb").path(field));
    }
  }

  @Test
  void aCopyIsOfADatabaseThatThereIsAndHasNoArchiveItself() {
    var copy = Rendered.copy().objects();
    assertThat(copy).extracting(Rendered::title).containsExactly("Cluster postgres-copy");
    var cluster = copy.getFirst();
    var of = cluster(Rendered.baseWith(List.of("backups")), cluster.at(FROM).asText());

    assertThat(cluster.at("/spec/plugins").isMissingNode()).isTrue();
    for (var field : List.of("database", "owner")) {
      assertThat(cluster.at("/spec/bootstrap/recovery").path(field))
          .isEqualTo(of.at("/spec/bootstrap/initdb").path(field));
    }
    for (var field : List.of("imageName", "storage")) {
      assertThat(cluster.path("spec").path(field)).isEqualTo(of.path("spec").path(field));
    }
  }

  @Test
  void nothingThatIsFilledInIsLeftOpen() {
    for (var rendered : List.of(Rendered.restoring("order"), Rendered.copy())) {
      assertThat(rendered.of("Cluster"))
          .allSatisfy(each -> assertThat(each.toString()).doesNotContain("\"of-"));
      assertThat(rendered.of("ConfigMap"))
          .extracting(RestoreTest::name)
          .doesNotContain("archives", "copy");
    }
  }

  private static JsonNode cluster(Rendered rendered, String name) {
    return rendered.of("Cluster").stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }
}

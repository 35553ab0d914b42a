package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the data servers, whose pods their operators make. */
class DataServersTest {
  private static final String HOST = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  private static final Rendered PRODUCTION = Rendered.overlay("production");

  /**
   * The operators of PostgreSQL and Elasticsearch keep their pods on different nodes themselves.
   */
  @Test
  void areSpreadOverNodesAndZones() {
    assertThat(spread("Kafka", "/spec/kafka/template/pod")).containsExactly(HOST, ZONE);
    assertThat(spread("MongoDBCommunity", "/spec/statefulSet/spec/template/spec"))
        .containsExactly(HOST, ZONE);
    assertThat(spread("Elasticsearch", "/spec/nodeSets/0/podTemplate/spec")).containsExactly(ZONE);
    assertThat(spread("Cluster", "/spec")).hasSize(5).containsOnly(ZONE);
  }

  /** A cluster whose nodes say no zone runs them all the same. */
  @Test
  void needNoZones() {
    for (var kind : List.of("Kafka", "MongoDBCommunity", "Elasticsearch", "Cluster")) {
      assertThat(PRODUCTION.of(kind))
          .flatMap(object -> object.findParents("topologyKey"))
          .filteredOn(each -> each.path("topologyKey").asText().equals(ZONE))
          .allMatch(each -> each.path("whenUnsatisfiable").asText().equals("ScheduleAnyway"));
    }
    assertThat(PRODUCTION.of("Kafka").getFirst().at("/spec/kafka/rack").isMissingNode()).isTrue();
  }

  /** One operator makes no budget of its own, the others do. */
  @Test
  void aDrainedNodeTakesOneMemberOfMongoDb() {
    assertThat(PRODUCTION.of("PodDisruptionBudget"))
        .filteredOn(
            each -> each.at("/spec/selector/matchLabels/app").asText().equals("mongodb-svc"))
        .singleElement()
        .matches(each -> each.at("/spec/maxUnavailable").asInt() == 1);
  }

  /** A tag of a major version is another image tomorrow, on whichever node pulls it then. */
  @Test
  void everyPostgresIsOfOneMinorVersion() {
    var images =
        Stream.concat(Rendered.platforms(), Stream.of(Rendered.copy()))
            .flatMap(rendered -> rendered.of("Cluster").stream())
            .map(cluster -> cluster.at("/spec/imageName").asText())
            .distinct();
    assertThat(images).singleElement().asString().matches(".+:18\\.\\d+-[a-z]+-[a-z]+");
  }

  private static List<String> spread(String kind, String at) {
    return constraints(kind, at).stream().map(each -> each.path("topologyKey").asText()).toList();
  }

  private static List<JsonNode> constraints(String kind, String at) {
    return PRODUCTION.of(kind).stream()
        .flatMap(object -> Rendered.each(object.at(at + "/topologySpreadConstraints")))
        .toList();
  }
}

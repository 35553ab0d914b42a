package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every object is one that its API would take: those of Kubernetes and Strimzi are read into their
 * own models, those of the other operators are held against the schemas that these released. A
 * field that nobody knows fails.
 */
class SchemaTest {
  private static final Map<String, Class<? extends HasMetadata>> MODELS = new HashMap<>();

  static {
    model("v1", Namespace.class, ServiceAccount.class, Service.class, ConfigMap.class);
    model("v1", PersistentVolumeClaim.class);
    model("apps/v1", Deployment.class, DaemonSet.class, StatefulSet.class);
    model("batch/v1", CronJob.class);
    model("policy/v1", PodDisruptionBudget.class);
    model("networking.k8s.io/v1", NetworkPolicy.class, Ingress.class, IngressClass.class);
    model("autoscaling/v2", HorizontalPodAutoscaler.class);
    model("rbac.authorization.k8s.io/v1", Role.class, RoleBinding.class);
    model("rbac.authorization.k8s.io/v1", ClusterRole.class, ClusterRoleBinding.class);
    model("kafka.strimzi.io/v1", Kafka.class, KafkaNodePool.class, KafkaTopic.class);
    model("kafka.strimzi.io/v1", KafkaUser.class);
  }

  /** The models gather unknown fields instead of refusing them; here they may not. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return Boolean.FALSE;
                }
              })
          .build();

  @SafeVarargs
  private static void model(String apiVersion, Class<? extends HasMetadata>... kinds) {
    for (var kind : kinds) {
      MODELS.put(apiVersion + " " + kind.getSimpleName(), kind);
    }
  }

  static List<Rendered> rendered() {
    return Stream.concat(Rendered.all(), Stream.of(Rendered.copy())).toList();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void everyObjectIsOneThatItsApiTakes(Rendered rendered) {
    List<String> wrong = new ArrayList<>();
    for (var object : rendered.objects()) {
      var why = wrong(object);
      if (why != null) {
        wrong.add(Rendered.title(object) + ": " + why);
      }
    }
    assertThat(rendered.objects()).isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void noObjectIsThereTwice(Rendered rendered) {
    assertThat(rendered.objects().stream().map(Rendered::title)).doesNotHaveDuplicates();
  }

  @Test
  void aFieldThatNobodyKnowsIsFound() throws IOException {
    var yaml = new YAMLMapper();
    var deployment = "{apiVersion: apps/v1, kind: Deployment, spec: {replica: 1}}";
    var kafka = "{apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: {kafka: {listner: []}}}";
    var cluster = "{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, spec: {instance: 1}}";
    for (var text : List.of(deployment, kafka, cluster, "{apiVersion: x/v1, kind: Unheard}")) {
      assertThat(wrong(yaml.readTree(text))).as(text).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeInAnOperatorsObjectIsFound(String kind, String pointer, String mistake)
      throws IOException {
    var object = oneOf(kind).deepCopy();
    var path = JsonPointer.compile(pointer);
    assertThat(wrong(object)).isNull();
    ((ObjectNode) object.at(path.head()))
        .set(path.last().getMatchingProperty(), new YAMLMapper().readTree(mistake));
    assertThat(wrong(object)).isNotNull();
  }

  /** A field that there is not, a wrong type, or a value that is not allowed. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("Cluster", "/spec/instance", "1"),
        arguments("Cluster", "/spec/instances", "three"),
        arguments("Cluster", "/spec/storage/resizeInUseVolumes", "'yes'"),
        arguments("Cluster", "/spec/primaryUpdateStrategy", "someday"),
        arguments("ScheduledBackup", "/spec/method", "copy"),
        arguments("ObjectStore", "/spec/retentionPolicy", "a month"),
        arguments("ObjectStore", "/spec/configuration/wal/compression", "rar"),
        arguments("MongoDBCommunity", "/spec/type", "Sharded"),
        arguments("MongoDBCommunity", "/spec/replicas", "3"),
        arguments("MongoDBCommunity", "/spec/statefulSet/spec/replica", "3"),
        arguments("Elasticsearch", "/spec/nodeSets/0/count", "three"),
        arguments("Elasticsearch", "/spec/nodeSets/0/node", "1"),
        arguments("Elasticsearch", "/spec/nodeSets/0/podTemplate/specs", "{}"),
        arguments("Issuer", "/spec/selfsigned", "{}"),
        arguments("Certificate", "/spec/privateKey/algorithm", "DSA"),
        arguments("Certificate", "/spec/dnsNames", "example.org"),
        arguments("ScaledObject", "/spec/maxReplicaCount", "'6'"),
        arguments("ScaledObject", "/spec/triggers/0/metadata/value", "70"),
        arguments("TriggerAuthentication", "/spec/secretTargetRef/0/keys", "password"),
        arguments("ExternalSecret", "/spec/target/creationPolicy", "Sometimes"),
        arguments("ExternalSecret", "/spec/data/0/remoteRef/version", "1"));
  }

  @Test
  void theSchemasAreOfTheVersionsThatAreInstalled() throws IOException {
    var script = Files.readString(Tools.ROOT.resolve("deploy/k8s.sh"));
    var pinned =
        Pattern.compile("(?m)^(\\w+)_version=(\\S+)$")
            .matcher(script)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    // Models of Strimzi come from its library.
    assertThat(Kafka.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("api-" + pinned.remove("strimzi") + ".jar");
    assertThat(CustomResources.sources())
        .allSatisfy(
            source ->
                assertThat(source.version())
                    .as(source.operator())
                    .isEqualTo(pinned.get(source.operator())));
    assertThat(CustomResources.sources())
        .extracting(CustomResources.Source::operator)
        .containsAll(pinned.keySet());
  }

  @Test
  void theComponentsNameTheVersionsThatAreInstalled() throws IOException {
    for (var component : List.of("backups", "external-secrets")) {
      var operator = component.equals("backups") ? "barman" : "external_secrets";
      var readme =
          Files.readString(Tools.ROOT.resolve("kustomize/components/" + component + "/README.md"));
      assertThat(CustomResources.sources())
          .filteredOn(source -> source.operator().equals(operator))
          .isNotEmpty()
          .allSatisfy(source -> assertThat(readme).contains(") " + source.version()));
    }
  }

  /** What an operator, or we, demand and no schema says. */
  @ParameterizedTest
  @MethodSource("rendered")
  void databasesHaveLimitsAndBackupsASecond(Rendered rendered) {
    assertThat(rendered.of("Cluster"))
        .allSatisfy(
            cluster ->
                assertThat(cluster.at("/spec/resources").fieldNames())
                    .toIterable()
                    .contains("requests", "limits"));
    assertThat(rendered.of("ScheduledBackup"))
        .allSatisfy(
            backup -> assertThat(backup.at("/spec/schedule").asText()).matches("\\S+( \\S+){5}"));
  }

  private static JsonNode oneOf(String kind) {
    return Rendered.all().flatMap(each -> each.of(kind).stream()).findFirst().orElseThrow();
  }

  /** What is wrong with an object; null when nothing is. */
  private static String wrong(JsonNode object) {
    var type = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    if (CustomResources.knows(type)) {
      var why = CustomResources.wrong(type, object);
      return why == null ? wrongInside(object) : why;
    }
    if (!MODELS.containsKey(type)) {
      return type + " is no kind that this test knows";
    }
    return misread(object, MODELS.get(type));
  }

  /** Operators' schemas leave open the parts that are Kubernetes' own. */
  private static String wrongInside(JsonNode object) {
    return switch (object.path("kind").asText()) {
      case "MongoDBCommunity" ->
          misread(object.at("/spec/statefulSet/spec"), StatefulSetSpec.class);
      case "Elasticsearch" ->
          Rendered.each(object.at("/spec/nodeSets"))
              .map(set -> misread(set.path("podTemplate"), PodTemplateSpec.class))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  private static String misread(JsonNode object, Class<?> model) {
    try {
      STRICT.treeToValue(object, model);
      return null;
    } catch (JsonProcessingException e) {
      return e.getOriginalMessage();
    }
  }
}

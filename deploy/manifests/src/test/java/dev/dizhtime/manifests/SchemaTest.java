package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
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
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Every object is one that its API would take: those of Kubernetes and Strimzi are read into their
 * own models, those of the other operators are held against custom-resources.yaml, which has the
 * fields that we use. A field that nobody knows fails.
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

  private static final Map<String, Validator> SCHEMAS = schemas();

  @SafeVarargs
  private static void model(String apiVersion, Class<? extends HasMetadata>... kinds) {
    for (var kind : kinds) {
      MODELS.put(apiVersion + " " + kind.getSimpleName(), kind);
    }
  }

  private static Map<String, Validator> schemas() {
    var options =
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("https://dizhtime.dev/")
            .setOutputFormat(OutputFormat.Basic);
    try (var in = SchemaTest.class.getResourceAsStream("custom-resources.yaml")) {
      Map<String, Validator> schemas = new HashMap<>();
      // SnakeYAML itself, for Jackson knows neither aliases nor merges.
      var read = new JsonObject(new Yaml().<Map<String, Object>>load(in)).copy();
      for (var type : read.fieldNames()) {
        var schema = JsonSchema.of(read.getJsonObject(type));
        schemas.put(type, Validator.create(schema, options));
      }
      return schemas;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static List<Rendered> rendered() {
    return Rendered.all().toList();
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

  /** What is wrong with an object; null when nothing is. */
  private static String wrong(JsonNode object) {
    var type = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    if (SCHEMAS.containsKey(type)) {
      var told = SCHEMAS.get(type).validate(new JsonObject(object.toString()));
      return told.getValid() ? null : told.getErrors().toString();
    }
    if (!MODELS.containsKey(type)) {
      return type + " is no kind that this test knows";
    }
    try {
      STRICT.treeToValue(object, MODELS.get(type));
      return null;
    } catch (JsonProcessingException e) {
      return e.getOriginalMessage();
    }
  }
}

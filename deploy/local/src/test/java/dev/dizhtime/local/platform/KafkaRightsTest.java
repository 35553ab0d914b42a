package dev.dizhtime.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the KafkaUser of each service may do is what its code does: it reads the topics of the
 * messages whose classes it names, and writes those of the messages that it makes.
 */
class KafkaRightsTest {
  private static final Path USERS =
      Path.of(System.getProperty("dizhtime.root"), "kustomize/base/kafka/users.yaml");

  private static final Map<String, Set<ConsumerGroup>> GROUPS =
      Map.of(
          "auth", Set.of(ConsumerGroup.AUTH),
          "restaurant", Set.of(ConsumerGroup.RESTAURANT),
          "search", Set.of(ConsumerGroup.SEARCH),
          "delivery", Set.of(ConsumerGroup.DELIVERY),
          "wallet", Set.of(ConsumerGroup.WALLET, ConsumerGroup.WALLET_VIEWS),
          "notification", Set.of(ConsumerGroup.NOTIFICATION));

  /** Messages that are made again from a row, and not said. */
  private static final Map<String, Set<Class<? extends Message>>> KEPT =
      Map.of("delivery", Set.of(RequestDelivery.class));

  /** Order is left out: it says any dead letter again, so it may read and write all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth",
        "restaurant",
        "search",
        "delivery",
        "wallet",
        "notification",
        "portal-restaurant",
        "portal-driver",
        "portal-admin"
      })
  void areWhatTheCodeUses(String service) throws IOException {
    assertThat(granted(service)).isEqualTo(used(service));
  }

  private static Map<String, Set<String>> used(String service) {
    var classes = classes("dev.dizhtime." + service.replace('-', '.'));
    assertThat(classes).isNotEmpty();
    Map<String, Set<String>> used = new TreeMap<>();
    for (var each : classes) {
      each.getReferencedClassObjects().stream()
          .map(reference -> reference.getRawType())
          .forEach(type -> add(used, type, "Read"));
      each.getConstructorCallsFromSelf().stream()
          .map(call -> call.getTargetOwner())
          .filter(type -> !kept(service, type))
          .forEach(type -> add(used, type, "Write"));
    }
    for (var group : GROUPS.getOrDefault(service, Set.of())) {
      put(used, "topic " + group.deadLetterTopic(Topic.DEFAULT_PREFIX), "Write");
      used.put(
          "group " + Topic.DEFAULT_PREFIX + group.groupName(),
          new TreeSet<>(List.of("Describe", "Read")));
    }
    return used;
  }

  private static boolean kept(String service, JavaClass type) {
    return KEPT.getOrDefault(service, Set.of()).stream()
        .anyMatch(kept -> type.getName().equals(kept.getName()));
  }

  private static JavaClasses classes(String packageName) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(packageName);
  }

  private static void add(Map<String, Set<String>> used, JavaClass type, String operation) {
    if (type.isAssignableTo(Message.class) && !type.isInterface()) {
      var topic = Messages.topicOf(type.reflect().asSubclass(Message.class));
      put(used, "topic " + topic.topicName(Topic.DEFAULT_PREFIX), operation);
    }
  }

  private static void put(Map<String, Set<String>> used, String resource, String operation) {
    var operations = used.computeIfAbsent(resource, _ -> new TreeSet<>());
    operations.add(operation);
    operations.add("Describe");
  }

  private static Map<String, Set<String>> granted(String service) throws IOException {
    Map<String, Set<String>> granted = new TreeMap<>();
    try (var users =
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(USERS.toFile())) {
      for (var user : users.readAll()) {
        if (user.at("/metadata/name").asText().equals("kafka-" + service)) {
          for (var right : user.at("/spec/authorization/acls")) {
            var resource = right.path("resource");
            granted
                .computeIfAbsent(
                    resource.path("type").asText() + " " + resource.path("name").asText(),
                    _ -> new TreeSet<>())
                .addAll(operations(right));
          }
        }
      }
    }
    return granted;
  }

  private static Set<String> operations(JsonNode right) {
    return StreamSupport.stream(right.path("operations").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}

package dev.dizhtime.contracts.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import java.util.List;
import java.util.Locale;

/** Makes the AsyncAPI 3.0 document from topics, messages and consumer groups. */
final class AsyncApi {
  static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLMapper.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  private static final String SCHEMAS =
      "../../shared/contracts/src/main/resources/dev/dizhtime/contracts/schemas/";
  private static final String BINDING_VERSION = "0.5.0";

  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  private AsyncApi() {}

  static String yaml() {
    try {
      return "# Generated from the contracts module; see README.md beside this file.\n"
          + YAML.writeValueAsString(new AsyncApi().build());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode build() {
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "DizhTime events")
        .put("version", "1.0.0")
        .put(
            "description",
            "What the services of DizhTime say to each other over Kafka: CloudEvents 1.0 in binary"
                + " mode, JSON payloads, at least once. Within a version of a type, fields are only"
                + " added; readers ignore those that they do not know.");
    document.put("defaultContentType", "application/json");
    channels(document.putObject("channels"));
    components(document.putObject("components"));
    return document;
  }

  private static void channels(ObjectNode channels) {
    for (Topic topic : Topic.values()) {
      ObjectNode channel = channels.putObject(camel(topic.name()));
      channel.put("address", topic.topicName(Topic.DEFAULT_PREFIX));
      channel.put("description", kept(topic));
      ObjectNode messages = channel.putObject("messages");
      for (Class<? extends Message> message : on(topic)) {
        ref(
            messages.putObject(message.getSimpleName()),
            "#/components/messages/" + message.getSimpleName());
      }
      binding(channel, topic);
    }
    for (ConsumerGroup group : ConsumerGroup.values()) {
      ObjectNode channel = channels.putObject(camel(group.name()) + "DeadLetters");
      channel.put("address", group.deadLetterTopic(Topic.DEFAULT_PREFIX));
      channel.put(
          "description",
          "What the consumer group %s gave up on, as it came, with the reason and where it was."
              .formatted(group.groupName()));
      ref(
          channel.putObject("messages").putObject("DeadLetter"),
          "#/components/messages/DeadLetter");
    }
  }

  private static List<Class<? extends Message>> on(Topic topic) {
    return Messages.ALL.stream().filter(each -> Messages.topicOf(each) == topic).toList();
  }

  private static String kept(Topic topic) {
    return switch (topic.kind()) {
      case COMPACTED -> "The last record of each key is kept for ever.";
      case SECRETS ->
          "Records are kept for %d minutes.".formatted(topic.retentionMillis() / 60_000);
      case EVENTS, COMMANDS ->
          "Records are kept for %d days.".formatted(topic.retentionMillis() / 86_400_000);
    };
  }

  private static void binding(ObjectNode channel, Topic topic) {
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.topicName(Topic.DEFAULT_PREFIX));
    kafka.put("partitions", topic.partitions());
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    configuration.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
    configuration.put("retention.ms", topic.retentionMillis());
    kafka.put("bindingVersion", BINDING_VERSION);
  }

  private static void components(ObjectNode components) {
    ObjectNode messages = components.putObject("messages");
    for (Class<? extends Message> message : Messages.ALL) {
      String type = Messages.typeOf(message);
      ObjectNode described = messages.putObject(message.getSimpleName());
      described.put("name", type).put("title", message.getSimpleName());
      described.put("contentType", "application/json");
      ref(described.putArray("traits").addObject(), "#/components/messageTraits/CloudEvent");
      ref(described.putObject("payload"), SCHEMAS + type + ".json");
    }
    ObjectNode dead = messages.putObject("DeadLetter");
    dead.put("name", "dead-letter").put("title", "DeadLetter");
    ref(dead.putArray("traits").addObject(), "#/components/messageTraits/CloudEvent");
    ref(dead.putObject("headers"), "#/components/schemas/DeadLetterHeaders");

    ObjectNode trait = components.putObject("messageTraits").putObject("CloudEvent");
    ref(trait.putObject("headers"), "#/components/schemas/CloudEventHeaders");
    ObjectNode kafka = trait.putObject("bindings").putObject("kafka");
    kafka
        .putObject("key")
        .put("type", "string")
        .put("description", "The aggregate's id: records with one key stay in order.");
    kafka.put("bindingVersion", BINDING_VERSION);
    headers(components.putObject("schemas"));
  }

  private static void headers(ObjectNode schemas) {
    ObjectNode schema = schemas.putObject("CloudEventHeaders").put("type", "object");
    schema
        .putArray("required")
        .add("ce_specversion")
        .add("ce_id")
        .add("ce_type")
        .add("ce_source")
        .add("ce_time")
        .add("ce_subject")
        .add("content-type");
    ObjectNode properties = schema.putObject("properties");
    header(properties, "ce_specversion", "Always 1.0.").put("const", "1.0");
    header(properties, "ce_id", "The same however often it is sent; readers know repeats by it.")
        .put("format", "uuid");
    header(properties, "ce_type", "The message's name, e.g. dizhtime.order.placed.v1.");
    header(properties, "ce_source", "Which service said it, e.g. /dizhtime/order.");
    header(properties, "ce_time", "When it was said.").put("format", "date-time");
    header(properties, "ce_subject", "The aggregate's id, as in the key.");
    header(properties, "content-type", "Always application/json.");
    header(properties, "traceparent", "The W3C trace that it belongs to.");
    header(properties, "x-request-id", "The request that it comes from.");

    ObjectNode dead = schemas.putObject("DeadLetterHeaders").put("type", "object");
    dead.putArray("required").add("x-dead-letter-reason").add("x-dead-letter-origin");
    ObjectNode added = dead.putObject("properties");
    header(added, "x-dead-letter-reason", "Why it was given up on.");
    header(added, "x-dead-letter-origin", "Where it was: topic/partition/offset.");
    header(added, "x-dead-letter-cut", "Of one too large to keep whole: its payload's characters.");
  }

  private static ObjectNode header(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }

  private static void ref(ObjectNode node, String target) {
    node.put("$ref", target);
  }

  private static String camel(String constant) {
    StringBuilder camel = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}

package dev.dizhtime.contracts.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Makes the JSON Schema (2020-12) of a message from its record. Every component is required, except
 * those that say when they are written ({@code @JsonInclude} on the component): {@code NON_NULL}
 * when there is something to say, {@code ALWAYS} since a later version of us.
 */
final class Schemas {
  private static final SchemaGenerator GENERATOR = generator();

  private Schemas() {}

  static ObjectNode of(Class<? extends Message> message) {
    String topic = Messages.topicOf(message).topicName(Topic.DEFAULT_PREFIX);
    return of(message, Messages.typeOf(message), "The payload of a record on the topic " + topic);
  }

  static ObjectNode of(Class<?> type, String title, String description) {
    ObjectNode generated = GENERATOR.generateSchema(type);
    ObjectNode schema = generated.objectNode();
    schema.set("$schema", generated.remove("$schema"));
    schema.put("title", title).put("description", description);
    schema.setAll(generated);
    return schema;
  }

  private static SchemaGenerator generator() {
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonModule(
                    JacksonOption.INCLUDE_ONLY_JSONPROPERTY_ANNOTATED_METHODS,
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
            .with(
                Option.INLINE_ALL_SCHEMAS,
                Option.STANDARD_FORMATS,
                Option.NONSTATIC_NONVOID_NONGETTER_METHODS,
                Option.FIELDS_DERIVED_FROM_ARGUMENTFREE_METHODS);
    builder
        .forFields()
        .withRequiredCheck(
            field -> field.getAnnotationConsideringFieldAndGetter(JsonInclude.class) == null)
        .withNumberInclusiveMinimumResolver(field -> bound(field, 0))
        .withNumberInclusiveMaximumResolver(field -> bound(field, 1))
        .withStringPatternResolver(field -> isCurrency(field) ? "^[A-Z]{3}$" : null);
    builder
        .forMethods()
        .withPropertyNameOverrideResolver(method -> method.getDeclaredName())
        .withRequiredCheck(_ -> true);
    builder.forTypesInGeneral().withCustomDefinitionProvider(Schemas::typedId);
    return new SchemaGenerator(builder.build());
  }

  /** The lowest (0) or the highest (1) number that the record takes; null when any will do. */
  private static BigDecimal bound(FieldScope field, int which) {
    String name = field.getDeclaringType().getErasedType().getSimpleName() + "." + field.getName();
    long[] bounds =
        switch (name) {
          case "Money.amountMinor" -> new long[] {0, Money.MAX_AMOUNT_MINOR};
          case "GeoPoint.lat" -> new long[] {-90, 90};
          case "GeoPoint.lon" -> new long[] {-180, 180};
          default -> null;
        };
    return bounds == null ? null : BigDecimal.valueOf(bounds[which]);
  }

  private static boolean isCurrency(FieldScope field) {
    return field.getName().equals("currency");
  }

  /** A record around one UUID is that UUID on the wire. */
  private static CustomDefinition typedId(ResolvedType type, SchemaGenerationContext context) {
    RecordComponent[] components = type.getErasedType().getRecordComponents();
    boolean typedId =
        components != null
            && components.length == 1
            && components[0].getType() == UUID.class
            && components[0].getAccessor().isAnnotationPresent(JsonValue.class);
    if (!typedId) {
      return null;
    }
    ObjectNode uuid = context.getGeneratorConfig().createObjectNode();
    uuid.put("type", "string").put("format", "uuid");
    return new CustomDefinition(uuid, true);
  }
}

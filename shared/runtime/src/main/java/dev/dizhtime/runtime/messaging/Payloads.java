package dev.dizhtime.runtime.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Payloads as messages. A topic is a boundary like any other: what a message must carry is there
 * and of its type, or it is refused with the name of the field, before anybody does anything.
 *
 * <p>Which fields those are is what the published schemas say: all components of a record, but for
 * those that carry {@code @JsonInclude}. An unknown field is ignored: newer versions of us send it.
 */
public final class Payloads {
  private static final ObjectMapper MAPPER =
      Json.TOLERANT
          .copy()
          .setAnnotationIntrospector(
              AnnotationIntrospector.pair(
                  new Required(),
                  Json.TOLERANT.getDeserializationConfig().getAnnotationIntrospector()));

  private Payloads() {}

  /** What the schemas require, as Jackson asks for it. */
  private static final class Required extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final String CONTRACTS = Message.class.getPackageName();

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      return required(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
      if (!(member instanceof AnnotatedMember each) || !ofContract(each)) {
        return JsonSetter.Value.empty();
      }
      // A list has no holes, whether or not there must be one.
      return required(each)
          ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
          : JsonSetter.Value.forContentNulls(Nulls.FAIL);
    }

    private static boolean required(AnnotatedMember member) {
      return ofContract(member) && !member.hasAnnotation(JsonInclude.class);
    }

    private static boolean ofContract(AnnotatedMember member) {
      Class<?> owner = member.getDeclaringClass();
      return owner.isRecord() && owner.getPackageName().startsWith(CONTRACTS);
    }
  }

  /**
   * Reads a message.
   *
   * @throws Incoming.MalformedException when it is none; its message names the field
   */
  static <M extends Message> M read(String payload, Class<M> type) {
    try {
      M message = MAPPER.readValue(payload, type);
      if (message == null) {
        throw new Incoming.MalformedException("the payload is null");
      }
      return message;
    } catch (JsonProcessingException e) {
      throw new Incoming.MalformedException(sentence(e));
    }
  }

  /**
   * Whether a part of a message can be read.
   *
   * @param type a record of the contracts
   */
  public static boolean readable(JsonNode part, Class<?> type) {
    try {
      return MAPPER.treeToValue(part, type) != null;
    } catch (JsonProcessingException | IllegalArgumentException _) {
      return false;
    }
  }

  private static String sentence(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "the payload is not JSON: " + e.getOriginalMessage();
    }
    String field = field(mapping);
    return switch (mapping) {
      case InvalidNullException _ -> field + " is missing";
      case ValueInstantiationException broken when isId(broken.getType().getRawClass()) ->
          field + " is not a UUID";
      case ValueInstantiationException broken -> field + " is refused: " + why(broken);
      case MismatchedInputException mismatch ->
          e.getOriginalMessage().startsWith("Missing required")
              ? field + " is missing"
              : field + " is not " + kind(mismatch.getTargetType());
      default -> field + " can't be read: " + e.getOriginalMessage();
    };
  }

  private static String why(JsonMappingException e) {
    return e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
  }

  /** E.g. {@code linked[0].amount.currency}. */
  private static String field(JsonMappingException e) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference each : e.getPath()) {
      if (each.getFieldName() == null) {
        path.append('[').append(each.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    return path.isEmpty() ? "the payload" : path.toString();
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "what it should be";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number in range";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == Instant.class) {
      return "a time in ISO 8601";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == UUID.class || isId(type) ? "a UUID" : "an object of its kind";
  }

  private static boolean isId(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getType() == UUID.class;
  }
}

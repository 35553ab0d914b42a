package dev.dizhtime.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.wallet.Leg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written can be read again, and is what the schema says. */
class RoundTripTest {
  /** As the runtime reads and writes messages. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static List<Class<? extends Message>> messages() {
    return Messages.ALL;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void comesBackAsItWas(Class<? extends Message> type) throws JsonProcessingException {
    Message message = Samples.of(type);

    String json = MAPPER.writeValueAsString(message);

    assertThat((Object) MAPPER.readValue(json, type)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void isWhatItsSchemaSays(Class<? extends Message> type) {
    JsonNode json = MAPPER.valueToTree(Samples.of(type));

    assertThat(misfits("payload", json, Schemas.of(type))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aFieldOfALaterVersionIsIgnored(Class<? extends Message> type)
      throws JsonProcessingException {
    Message message = Samples.of(type);
    ObjectNode json = MAPPER.valueToTree(message);
    json.putObject("addedLater").put("x", 1);

    assertThat((Object) MAPPER.treeToValue(json, type)).isEqualTo(message);
  }

  @Test
  void theTotalIsWrittenForReadersAndRecomputedByUs() throws JsonProcessingException {
    ObjectNode json = MAPPER.valueToTree(Samples.of(OrderPlaced.class));
    ObjectNode total = (ObjectNode) json.path("charges").path("total");
    assertThat(total.path("amountMinor").asLong()).isEqualTo(4 * 1_234);

    total.put("amountMinor", 1);

    assertThat(MAPPER.treeToValue(json, OrderPlaced.class).charges().total().amountMinor())
        .isEqualTo(4 * 1_234);
  }

  @Test
  void whatIsNullIsLeftOut() {
    JsonNode leg = MAPPER.valueToTree(new Leg(Leg.Payee.TAX, null, new Money(1, "EUR")));

    assertThat(leg.has("ownerId")).isFalse();
  }

  private static List<String> misfits(String path, JsonNode json, JsonNode schema) {
    List<String> misfits = new ArrayList<>();
    if (!fits(json, schema.path("type").asText())) {
      misfits.add("%s: %s is no %s".formatted(path, json, schema.path("type")));
    }
    schema
        .path("required")
        .forEach(
            field -> {
              if (!json.has(field.asText())) {
                misfits.add(path + "." + field.asText() + ": is not there");
              }
            });
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String at = path + "." + field.getKey();
      JsonNode declared = schema.path("properties").path(field.getKey());
      if (declared.isMissingNode()) {
        misfits.add(at + ": is not in the schema");
      } else {
        misfits.addAll(misfits(at, field.getValue(), declared));
      }
    }
    if (json.isArray()) {
      json.forEach(each -> misfits.addAll(misfits(path + "[]", each, schema.path("items"))));
    }
    return misfits;
  }

  private static boolean fits(JsonNode json, String type) {
    return switch (type) {
      case "object" -> json.isObject();
      case "array" -> json.isArray();
      case "string" -> json.isTextual();
      case "integer" -> json.isIntegralNumber();
      case "number" -> json.isNumber();
      case "boolean" -> json.isBoolean();
      default -> false;
    };
  }
}

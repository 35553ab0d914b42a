package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Incoming.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A topic is a boundary: what the published schemas require is there, or its name is told. */
class PayloadsTest {
  /** Written for readers, and worked out anew by us. */
  private static final String COMPUTED = "charges.total";

  private static final String RESERVE =
      """
      {"orderId": "018f0000-0000-7000-8000-000000000001",
       "customerId": "018f0000-0000-7000-8000-000000000002",
       "amount": {"amountMinor": 1200, "currency": "EUR"}}
      """;

  static List<Class<? extends Message>> messages() {
    return Messages.ALL;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatTheSchemaRequiresIsEnough(Class<? extends Message> type) throws IOException {
    assertThat(Payloads.read(sample(schema(type)).toString(), type)).isInstanceOf(type);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void eachFieldThatIsMissingIsNamed(Class<? extends Message> type) throws IOException {
    for (Field field : required(schema(type), "")) {
      JsonNode without = sample(schema(type));
      ((ObjectNode) without.at(field.parent())).remove(field.name());
      assertRefused(without, type, field.path() + " is missing");

      JsonNode empty = sample(schema(type));
      ((ObjectNode) empty.at(field.parent())).putNull(field.name());
      assertRefused(empty, type, field.path() + " is missing");
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void eachFieldOfAnotherTypeIsNamed(Class<? extends Message> type) throws IOException {
    for (Field field : required(schema(type), "")) {
      JsonNode odd = sample(schema(type));
      ObjectNode parent = (ObjectNode) odd.at(field.parent());
      if (parent.get(field.name()).isObject()) {
        parent.put(field.name(), 7);
      } else {
        parent.putObject(field.name()).put("odd", true);
      }
      assertThatThrownBy(() -> Payloads.read(odd.toString(), type))
          .as("%s of %s", field.path(), type)
          .isInstanceOf(MalformedException.class)
          .message()
          .startsWith(field.path() + " is ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/amount | null | amount is missing",
        "/amount/amountMinor | null | amount.amountMinor is missing",
        "/amount/amountMinor | 12.5 | amount.amountMinor is not a whole number in range",
        "/amount/amountMinor | 1e30 | amount.amountMinor is not a whole number in range",
        "/amount/amountMinor | -1 | amount is refused: amountMinor must be from 0 to"
            + " 1000000000000, not -1",
        "/amount/currency | \"euro\" | amount is refused: currency must be an ISO 4217 code, not"
            + " euro",
        "/orderId | \"seven\" | orderId is not a UUID",
        "/orderId | 7 | orderId is not a UUID",
        "/attempt | \"one\" | attempt is not a whole number in range",
        "/expiresAt | \"soon\" | expiresAt is not a time in ISO 8601",
      })
  void saysWhatIsWrongInASentence(String pointer, String value, String sentence)
      throws IOException {
    JsonNode command = Json.TOLERANT.readTree(RESERVE);
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) command.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), Json.TOLERANT.readTree(value));
    assertRefused(command, ReserveFunds.class, sentence);
  }

  @Test
  void namesTheOneOfAList() throws IOException {
    ObjectNode command = (ObjectNode) sample(schema(PostTransfers.class));
    JsonNode second = command.path("linked").path(0).deepCopy();
    command.withArray("linked").add(((ObjectNode) second).without("kind"));
    assertRefused(command, PostTransfers.class, "linked[1].kind is missing");

    command.putArray("linked").addNull();
    assertRefused(command, PostTransfers.class, "linked[0] is missing");
  }

  @Test
  void whatIsNoObjectIsNoMessage() {
    assertThatThrownBy(() -> Payloads.read("{\"poison\":", ReserveFunds.class))
        .isInstanceOf(MalformedException.class)
        .message()
        .startsWith("the payload is not JSON");
    assertThatThrownBy(() -> Payloads.read("null", ReserveFunds.class))
        .hasToString("the payload is null");
    assertThatThrownBy(() -> Payloads.read("[]", ReserveFunds.class))
        .hasToString("the payload is not an object of its kind");
  }

  private static void assertRefused(JsonNode payload, Class<? extends Message> type, String why) {
    assertThatThrownBy(() -> Payloads.read(payload.toString(), type))
        .as("%s of %s", payload, type)
        .isInstanceOf(MalformedException.class)
        .hasToString(why);
  }

  /** A field that a schema requires; {@code parent} is a JSON pointer. */
  private record Field(String parent, String name) {
    /** As a reader of the cause would say it, e.g. {@code linked[0].amount}. */
    String path() {
      return (parent + "/" + name)
          .substring(1)
          .replaceAll("/(\\d+)(?=/|$)", "[$1]")
          .replace('/', '.');
    }
  }

  private static List<Field> required(JsonNode schema, String at) {
    List<Field> fields = new ArrayList<>();
    for (JsonNode name : schema.path("required")) {
      Field field = new Field(at, name.asText());
      if (!field.path().equals(COMPUTED)) {
        fields.add(field);
        JsonNode own = schema.path("properties").path(name.asText());
        String below = at + "/" + name.asText();
        fields.addAll(required(own, below));
        fields.addAll(required(own.path("items"), below + "/0"));
      }
    }
    return fields;
  }

  private static JsonNode schema(Class<? extends Message> type) throws IOException {
    String name = "schemas/" + Messages.typeOf(type) + ".json";
    try (var in = Messages.class.getResourceAsStream(name)) {
      return Json.TOLERANT.readTree(in);
    }
  }

  /** With what is required and no more; lists have one element. */
  private static JsonNode sample(JsonNode schema) {
    var nodes = Json.TOLERANT.getNodeFactory();
    return switch (schema.path("type").asText()) {
      case "object" -> {
        ObjectNode object = nodes.objectNode();
        for (JsonNode name : schema.path("required")) {
          object.set(name.asText(), sample(schema.path("properties").path(name.asText())));
        }
        yield object;
      }
      case "array" -> nodes.arrayNode().add(sample(schema.path("items")));
      case "integer", "number" -> nodes.numberNode(Math.max(1, schema.path("minimum").asInt()));
      case "boolean" -> nodes.booleanNode(true);
      default -> nodes.textNode(text(schema));
    };
  }

  private static String text(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").path(0).asText();
    }
    return switch (schema.path("format").asText(schema.path("pattern").asText())) {
      case "uuid" -> UUID.randomUUID().toString();
      case "date-time" -> "2026-11-23T12:34:56Z";
      case "time" -> "11:30:00";
      case "^[A-Z]{3}$" -> "EUR";
      default -> "text";
    };
  }
}

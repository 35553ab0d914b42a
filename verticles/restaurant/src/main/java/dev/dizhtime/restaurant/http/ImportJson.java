package dev.dizhtime.restaurant.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.restaurant.model.Profile;
import dev.dizhtime.restaurant.usecase.ImportEntry;
import dev.dizhtime.runtime.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/** Reads one entry of an import, or says what is wrong with it. */
final class ImportJson {
  private static final String DEFAULT_TIME_ZONE = "Etc/UTC";
  private static final String DEFAULT_CURRENCY = "USD";
  private static final String DEFAULT_CATEGORY = "Menu";
  private static final int MAX_SOURCE_ID = 100;

  /** An entry that can't be read; the message names the field. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message, null, false, false);
    }
  }

  private record Item(
      String name, String description, String category, Money price, Boolean available) {
    ImportEntry.Item entry() {
      return new ImportEntry.Item(
          name,
          description == null ? "" : description,
          category == null ? DEFAULT_CATEGORY : category,
          price,
          available == null || available);
    }
  }

  private record Entry(
      String sourceId,
      String name,
      String cuisine,
      Place place,
      String hygieneGrade,
      String timeZone,
      String currency,
      List<Item> menu) {
    Profile profile() {
      return new Profile(
          strip(name),
          strip(cuisine),
          place,
          timeZone == null ? DEFAULT_TIME_ZONE : timeZone,
          currency == null ? DEFAULT_CURRENCY : currency,
          hygieneGrade);
    }
  }

  private ImportJson() {}

  /** The entry's id in its list, or null when it has none that can be repeated to the caller. */
  static String sourceId(JsonNode node) {
    String id = node.path("sourceId").asText("");
    return id.isBlank() || id.length() > MAX_SOURCE_ID ? null : id;
  }

  static ImportEntry read(JsonNode node) throws UnreadableException {
    if (!node.isObject()) {
      throw new UnreadableException("is not an object");
    }
    if (!node.path("sourceId").isTextual() || sourceId(node) == null) {
      throw new UnreadableException(
          "sourceId: must be a text of 1 to " + MAX_SOURCE_ID + " characters");
    }
    try {
      Entry entry = Json.STRICT.treeToValue(node, Entry.class);
      return new ImportEntry(
          entry.sourceId,
          entry.profile(),
          entry.menu == null ? null : entry.menu.stream().map(Item::entry).toList());
    } catch (JsonProcessingException e) {
      throw new UnreadableException(reason(e));
    }
  }

  private static String reason(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> field(unknown) + ": is not known";
      case JsonMappingException broken -> field(broken) + ": " + why(broken);
      default -> "can't be read";
    };
  }

  /** The field's name as a person would write it, e.g. {@code menu[0].price}. */
  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining());
    return path.isEmpty() ? "entry" : path.substring(1);
  }

  private static String why(JsonMappingException e) {
    boolean ours =
        e.getCause() instanceof IllegalArgumentException
            || e.getCause() instanceof NullPointerException;
    return ours ? String.valueOf(e.getCause().getMessage()) : "has not the right type";
  }

  private static String strip(String text) {
    return text == null ? null : text.strip();
  }
}

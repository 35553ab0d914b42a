package dev.dizhtime.runtime.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** How records become JSON and back: times are ISO 8601 in UTC, absent stays absent. */
public final class Json {
  /** For what strangers send: an unknown field is an error. */
  public static final ObjectMapper STRICT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // One and a half cents are an error, not one cent.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** For messages of newer versions of ourselves: an unknown field is ignored. */
  public static final ObjectMapper TOLERANT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // One and a half cents are an error, not one cent.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** The value as JSON text. */
  public static String write(Object value) {
    try {
      return TOLERANT.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("can't write " + value.getClass().getName() + " as JSON", e);
    }
  }

  /**
   * Reads a value that we wrote ourselves; unknown fields are ignored.
   *
   * @throws UncheckedIOException when the text is not such a value
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return TOLERANT.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}

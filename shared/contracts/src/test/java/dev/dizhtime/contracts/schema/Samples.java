package dev.dizhtime.contracts.schema;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes a message of any type, with something in every field. */
final class Samples {
  private Samples() {}

  static <M extends Message> M of(Class<M> message) {
    return message.cast(value(message));
  }

  private static Object value(Type type) {
    if (type instanceof ParameterizedType list) {
      return List.of(value(list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return switch (plain.getName()) {
      case "java.lang.String" -> "text";
      case "java.util.UUID" -> UUID.randomUUID();
      case "java.time.Instant" -> Instant.parse("2026-11-23T12:34:56.123456Z");
      case "boolean" -> true;
      case "java.time.LocalTime" -> LocalTime.of(11, 30);
      case "int", "java.lang.Integer" -> 7;
      case "long" -> 4_000_000_000L;
      case "dev.dizhtime.contracts.Money" -> new Money(1_234, "EUR");
      case "dev.dizhtime.contracts.GeoPoint" -> new GeoPoint(40.7128, -74.006);
      default -> record(plain);
    };
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(each -> value(each.getGenericType())).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }
}

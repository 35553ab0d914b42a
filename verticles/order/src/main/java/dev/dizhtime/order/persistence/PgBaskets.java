package dev.dizhtime.order.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.usecase.Baskets;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Postgres;
import java.io.UncheckedIOException;
import java.util.List;

/** What was chosen in orders, in PostgreSQL. */
public final class PgBaskets implements Baskets {
  private static final TypeReference<List<List<String>>> CHOICES = new TypeReference<>() {};

  private final Postgres postgres;

  public PgBaskets(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public List<List<String>> choices(OrderId orderId) {
    return postgres
        .first("SELECT choices::text AS choices FROM basket WHERE order_id = $1", orderId.value())
        .map(row -> read(row.getString("choices")))
        .orElse(List.of());
  }

  private static List<List<String>> read(String json) {
    try {
      return Json.TOLERANT.readValue(json, CHOICES);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("choices that we wrote ourselves can't be read", e);
    }
  }
}

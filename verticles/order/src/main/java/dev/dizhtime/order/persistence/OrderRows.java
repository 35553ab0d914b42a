package dev.dizhtime.order.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.order.model.Adjustment;
import dev.dizhtime.order.model.Cancellation;
import dev.dizhtime.order.model.Capture;
import dev.dizhtime.order.model.Codes;
import dev.dizhtime.order.model.Funds;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.Origin;
import dev.dizhtime.order.model.Purse;
import dev.dizhtime.order.model.Terms;
import dev.dizhtime.runtime.json.Json;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Rows of the table {@code orders} as orders. */
final class OrderRows {
  /** What {@link #order} reads. */
  static final String COLUMNS =
      """
      order_id, quote_id, customer_id, restaurant_id, owner_id, restaurant_name, driver_id,
      state, funds, lines::text AS lines, pickup::text AS pickup, dropoff::text AS dropoff,
      currency, items_minor, delivery_minor, tax_minor, tip_minor, small_order_minor, discount_minor,
      commission_basis_points, payment, scheduled_for,
      traceparent, request_id, placed_at, pickup_code, delivery_code, attempt,
      capture::text AS capture, adjustments::text AS adjustments,
      cancellation::text AS cancellation, attention, stock_awaited, note
      """;

  private static final TypeReference<List<OrderLine>> LINES = new TypeReference<>() {};
  private static final TypeReference<List<Adjustment>> ADJUSTMENTS = new TypeReference<>() {};

  private OrderRows() {}

  static Order order(Row row) {
    return new Order(
        new OrderId(row.getUUID("order_id")),
        terms(row),
        row.getInteger("commission_basis_points"),
        new Codes(row.getString("pickup_code"), row.getString("delivery_code")),
        new Origin(row.getString("traceparent"), row.getString("request_id")),
        row.getOffsetDateTime("placed_at").toInstant(),
        OrderState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getUUID("driver_id")).map(UserId::new).orElse(null),
        new Purse(
            Funds.valueOf(row.getString("funds")),
            row.getInteger("attempt"),
            json(row, "capture", Capture.class),
            list(row.getString("adjustments"), ADJUSTMENTS)),
        json(row, "cancellation", Cancellation.class),
        row.getString("attention"),
        row.getBoolean("stock_awaited"),
        row.getString("note"));
  }

  private static <T> T json(Row row, String column, Class<T> type) {
    String text = row.getString(column);
    return text == null ? null : Json.read(text, type);
  }

  private static Terms terms(Row row) {
    return new Terms(
        new QuoteId(row.getUUID("quote_id")),
        new UserId(row.getUUID("customer_id")),
        new RestaurantId(row.getUUID("restaurant_id")),
        new UserId(row.getUUID("owner_id")),
        row.getString("restaurant_name"),
        list(row.getString("lines"), LINES),
        charges(row),
        Json.read(row.getString("pickup"), Place.class),
        Json.read(row.getString("dropoff"), Place.class),
        PaymentMethod.valueOf(row.getString("payment")),
        Optional.ofNullable(row.getOffsetDateTime("scheduled_for"))
            .map(OffsetDateTime::toInstant)
            .orElse(null));
  }

  private static Charges charges(Row row) {
    String currency = row.getString("currency");
    return new Charges(
        new Money(row.getLong("items_minor"), currency),
        new Money(row.getLong("delivery_minor"), currency),
        new Money(row.getLong("tax_minor"), currency),
        new Money(row.getLong("tip_minor"), currency),
        new Money(row.getLong("small_order_minor"), currency),
        new Money(row.getLong("discount_minor"), currency));
  }

  private static <T> List<T> list(String json, TypeReference<List<T>> type) {
    try {
      return Json.TOLERANT.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a list that we wrote ourselves can't be read", e);
    }
  }
}

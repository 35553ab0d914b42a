package dev.dizhtime.restaurant.persistence;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.messaging.Envelope;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** An event inside the document that it tells of. */
record OutboxEntry(Envelope envelope) {
  static OutboxEntry of(Envelope envelope) {
    return new OutboxEntry(envelope);
  }

  /** Entries from before keys were kept are all about the restaurant. */
  static OutboxEntry read(JsonObject document, String restaurantId) {
    return new OutboxEntry(
        new Envelope(
            UUID.fromString(document.getString("id")),
            document.getString("type"),
            Topic.valueOf(document.getString("topic")),
            document.getString("key", restaurantId),
            document.getString("payload"),
            Instant.ofEpochMilli(document.getLong("at")),
            new TraceContext(document.getString("traceparent"), document.getString("requestId"))));
  }

  String id() {
    return envelope.id().toString();
  }

  long atMillis() {
    return envelope.time().toEpochMilli();
  }

  JsonObject document() {
    return new JsonObject()
        .put("id", id())
        .put("type", envelope.type())
        .put("topic", envelope.topic().name())
        .put("key", envelope.key())
        .put("payload", envelope.payload())
        .put("at", atMillis())
        .put("traceparent", envelope.cause().traceparent())
        .put("requestId", envelope.cause().requestId());
  }
}

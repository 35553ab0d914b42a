package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * How an answer is kept in the inbox: one line for each part, and only what does not follow from
 * the others, since thousands a second are kept for a month. A payload is JSON and has no line
 * breaks.
 */
final class StoredReply {
  private static final int PARTS = 6;

  private StoredReply() {}

  static String write(Envelope envelope) {
    TraceContext cause = envelope.cause();
    return String.join(
        "\n",
        envelope.id().toString(),
        envelope.type(),
        Long.toString(envelope.time().toEpochMilli()),
        line(cause.traceparent()),
        line(cause.requestId()),
        envelope.payload());
  }

  /** What came with a message from elsewhere may have anything in it. */
  private static String line(String text) {
    return text == null ? "" : text.replace('\n', ' ');
  }

  static Envelope read(String stored) {
    if (stored.startsWith("{")) {
      // As it was kept before.
      return Json.read(stored, Envelope.class);
    }
    String[] parts = stored.split("\n", PARTS);
    if (parts.length != PARTS) {
      throw new IllegalStateException("not a stored reply: " + Arrays.toString(parts));
    }
    Class<? extends Message> type = Messages.byType(parts[1]).orElseThrow();
    return new Envelope(
        UUID.fromString(parts[0]),
        parts[1],
        Messages.topicOf(type),
        Json.read(parts[5], type).key(),
        parts[5],
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        new TraceContext(
            parts[3].isEmpty() ? null : parts[3], parts[4].isEmpty() ? null : parts[4]));
  }
}

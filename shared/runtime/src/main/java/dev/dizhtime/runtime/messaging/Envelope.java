package dev.dizhtime.runtime.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.util.UUID;

/**
 * A message on its way out (CloudEvents 1.0).
 *
 * @param id the same however often it is published; time-ordered
 * @param type e.g. {@code dizhtime.order.placed.v1}
 * @param key the aggregate's id
 * @param payload JSON
 * @param cause the trace and the request that it comes from
 */
public record Envelope(
    UUID id,
    String type,
    Topic topic,
    String key,
    String payload,
    Instant time,
    TraceContext cause) {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  /** Wraps a message, caused by what is going on at present. */
  public static Envelope of(Message message) {
    return of(message, TraceContext.current());
  }

  /** Wraps a message that has this cause. */
  static Envelope of(Message message, TraceContext cause) {
    return new Envelope(
        IDS.generate(),
        Messages.typeOf(message.getClass()),
        Messages.topicOf(message.getClass()),
        message.key(),
        Json.write(message),
        Instant.now(),
        cause);
  }
}

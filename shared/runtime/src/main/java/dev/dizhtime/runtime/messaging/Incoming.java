package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.runtime.telemetry.RequestId;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A message that has arrived.
 *
 * @param id of the CloudEvent; the inbox knows messages by it
 * @param type e.g. {@code dizhtime.order.placed.v1}
 * @param topicName as on the broker
 * @param payload JSON
 * @param cause the trace and the request that it comes from
 */
public record Incoming(
    String id,
    String type,
    String key,
    String payload,
    TraceContext cause,
    String topicName,
    int partition,
    long offset,
    Map<String, String> headers) {

  /** A record that is no CloudEvent of ours; it goes to the dead-letter topic. */
  public static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }

    /** For those who look at dead letters: what is wrong, and not how we call it. */
    @Override
    public String toString() {
      return getMessage();
    }
  }

  static Incoming of(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value() == null ? new byte[0] : header.value();
      headers.put(header.key(), new String(value, StandardCharsets.UTF_8));
    }
    return new Incoming(
        headers.get(Headers.ID),
        headers.get(Headers.TYPE),
        record.key(),
        record.value(),
        new TraceContext(headers.get(Headers.TRACEPARENT), headers.get(RequestId.HEADER)),
        record.topic(),
        record.partition(),
        record.offset(),
        headers);
  }

  /** Whether what every message must carry is there. */
  boolean wellFormed() {
    return id != null && type != null && key != null && payload != null;
  }

  /** Whether it is not another group's, for whom it is said again after it was given up on. */
  boolean isFor(ConsumerGroup group) {
    String only = headers.get(Headers.REPLAY_GROUP);
    return only == null || only.equals(group.groupName());
  }

  /** Whether it was given up on once, and is said again. */
  boolean saidAgain() {
    return headers.containsKey(Headers.REPLAY_GROUP);
  }

  /**
   * The message itself.
   *
   * @throws MalformedException when the payload is not of its type; says which field is wrong
   */
  public Message message() {
    Class<? extends Message> known =
        Messages.byType(type).orElseThrow(() -> new MalformedException("unknown type " + type));
    return Payloads.read(payload, known);
  }
}

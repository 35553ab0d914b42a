package dev.dizhtime.runtime.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that a service did, and how long it took.
 *
 * @param parentId empty for what nobody asked for
 * @param service the name of the service
 * @param kind {@code SERVER}, {@code CLIENT}, {@code PRODUCER}, {@code CONSUMER} or {@code
 *     INTERNAL}
 * @param failed whether it ended in an error
 * @param attributes as text
 */
public record TracedSpan(
    String traceId,
    String spanId,
    String parentId,
    String service,
    String operation,
    String kind,
    Instant start,
    Duration duration,
    boolean failed,
    Map<String, String> attributes) {
  private static final String STATEMENT = "db.query.text";
  private static final String OLD_STATEMENT = "db.statement";

  /** An attribute's value, or null. */
  public String attribute(String name) {
    return attributes.get(name);
  }

  /** Where a message stands: {@code topic/partition/offset}; null when this is about none. */
  public String message() {
    String topic = attribute("messaging.destination.name");
    if (topic == null) {
      return null;
    }
    String partition = attribute("messaging.destination.partition.id");
    String offset = attribute("messaging.kafka.offset");
    return partition == null || offset == null ? topic : topic + "/" + partition + "/" + offset;
  }

  /** The key of the message that this is about: its aggregate; null when this is about none. */
  public String messageKey() {
    return attribute("messaging.kafka.message.key");
  }

  /** The statement that a database was given; null when this is about none. */
  public String statement() {
    String statement = attributes.getOrDefault(STATEMENT, attribute(OLD_STATEMENT));
    return statement == null ? null : statement.strip().replaceAll("\\s+", " ");
  }
}

package dev.dizhtime.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An event, a command or a reply: a record annotated with its {@link MessageType} and listed in
 * {@link Messages}.
 */
public interface Message {
  /**
   * The id of the aggregate that the message is about. It is the Kafka key and the CloudEvents
   * subject, so messages with one key stay in order.
   */
  @JsonIgnore
  String key();
}

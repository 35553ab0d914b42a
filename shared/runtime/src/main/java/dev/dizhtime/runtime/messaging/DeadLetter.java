package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.telemetry.RequestId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a consumer group gave up on, as an operator sees it. What a malformed one does not
 * tell is null.
 *
 * @param offset in the group's dead-letter topic; with the group it names the letter
 * @param at when it was given up on
 * @param attempts how often it was tried; 0 when unknown
 * @param origin where it was: {@code topic/partition/offset}
 * @param cause what its handling threw
 * @param payload its beginning
 * @param payloadChars the length of all of it
 * @param obstacle why it can't be said again; null when it can
 * @param replays how often it had been said again before, and failed
 * @param replayOf the letter that it first was, {@code group/offset}; null for a first one
 */
public record DeadLetter(
    ConsumerGroup group,
    long offset,
    Instant at,
    int attempts,
    String origin,
    String type,
    String key,
    String id,
    String cause,
    String requestId,
    String traceId,
    String payload,
    int payloadChars,
    String obstacle,
    int replays,
    String replayOf,
    Map<String, String> headers) {
  private static final int TRACEPARENT_PARTS = 4;

  public DeadLetter {
    headers = Map.copyOf(headers);
  }

  /** Reads it, with so much of its payload at most. */
  static DeadLetter of(
      ConsumerGroup group, Incoming record, Instant written, String prefix, int payloadChars) {
    Map<String, String> headers = record.headers();
    String payload = record.payload();
    int length = payload == null ? 0 : payload.length();
    if (headers.containsKey(Headers.DEAD_LETTER_CUT)) {
      length = number(headers.get(Headers.DEAD_LETTER_CUT));
    }
    return new DeadLetter(
        group,
        record.offset(),
        time(headers.get(Headers.DEAD_LETTER_TIME)).orElse(written),
        number(headers.get(Headers.DEAD_LETTER_ATTEMPTS)),
        headers.get(Headers.DEAD_LETTER_ORIGIN),
        record.type(),
        record.saidAgain() ? headers.get(Headers.SUBJECT) : record.key(),
        record.id(),
        headers.get(Headers.DEAD_LETTER_REASON),
        headers.get(RequestId.HEADER),
        traceId(headers.get(Headers.TRACEPARENT)),
        payload == null || payload.length() <= payloadChars
            ? payload
            : payload.substring(0, payloadChars),
        length,
        obstacle(record, prefix),
        number(headers.get(Headers.REPLAY_COUNT)),
        headers.get(Headers.REPLAY_OF),
        headers);
  }

  /** Its name: {@code group/offset}. */
  public String reference() {
    return group.groupName() + "/" + offset;
  }

  private static String obstacle(Incoming record, String prefix) {
    if (record.headers().containsKey(Headers.DEAD_LETTER_CUT)) {
      return "It was too large to be kept whole: all of it is where it came from.";
    }
    if (!record.wellFormed()) {
      return "It is no message of ours: its id, its type, its key or its content is missing.";
    }
    if (Origin.of(record, prefix).isEmpty()) {
      return "It does not say which of our topics it came from.";
    }
    try {
      record.message();
      return null;
    } catch (Incoming.MalformedException e) {
      return "It is no message of ours: " + e.getMessage();
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static int number(String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static String traceId(String traceparent) {
    String[] parts = traceparent == null ? new String[0] : traceparent.split("-");
    return parts.length == TRACEPARENT_PARTS ? parts[1] : null;
  }

  /** Where a dead letter was before. */
  record Origin(Topic topic, int partition) {
    private static final int PARTS = 3;

    static Optional<Origin> of(Incoming record, String prefix) {
      String origin = record.headers().getOrDefault(Headers.DEAD_LETTER_ORIGIN, "");
      String[] parts = origin.split("/");
      if (parts.length != PARTS) {
        return Optional.empty();
      }
      return Arrays.stream(Topic.values())
          .filter(topic -> topic.topicName(prefix).equals(parts[0]))
          .findFirst()
          .map(topic -> new Origin(topic, number(parts[1])));
    }
  }
}

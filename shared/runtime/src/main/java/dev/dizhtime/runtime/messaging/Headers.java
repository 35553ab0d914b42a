package dev.dizhtime.runtime.messaging;

/** Names of Kafka headers: CloudEvents' binary mode, the trace, and what a dead letter tells. */
public final class Headers {
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACEPARENT = "traceparent";

  /** Why a message was given up on. */
  public static final String DEAD_LETTER_REASON = "x-dead-letter-reason";

  /** Where it was: {@code topic/partition/offset}. */
  public static final String DEAD_LETTER_ORIGIN = "x-dead-letter-origin";

  /** When a message was given up on. */
  public static final String DEAD_LETTER_TIME = "x-dead-letter-time";

  /** How often it was tried. */
  public static final String DEAD_LETTER_ATTEMPTS = "x-dead-letter-attempts";

  /**
   * How many characters the payload had; only in a letter that was too large to be written whole.
   */
  public static final String DEAD_LETTER_CUT = "x-dead-letter-cut";

  /** The one consumer group that a message which is said again is for; others pass it over. */
  public static final String REPLAY_GROUP = "dizhtime-replay-group";

  /** The dead letter that it first was: {@code group/offset}. */
  public static final String REPLAY_OF = "dizhtime-replay-of";

  /** How often it has been said again, from 1. */
  public static final String REPLAY_COUNT = "dizhtime-replay-count";

  private Headers() {}
}

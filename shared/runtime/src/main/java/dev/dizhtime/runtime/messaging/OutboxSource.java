package dev.dizhtime.runtime.messaging;

import java.util.List;

/** Where messages wait to be published. All methods may await. */
public interface OutboxSource {
  /** One that waits; {@code position} is how the source knows it again. */
  record Waiting(Object position, Envelope envelope) {}

  /**
   * The next to be published, in order, at most {@code limit}; empty when nothing waits, or when
   * another instance is at it.
   */
  List<Waiting> next(int limit) throws Exception;

  /** Forgets what has been published. */
  void published(List<Waiting> done) throws Exception;

  /** How many wait, for the meter. */
  long waiting() throws Exception;

  /** How long the first has waited, in milliseconds; 0 when none waits. */
  long lagMillis() throws Exception;
}

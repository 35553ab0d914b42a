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

  /**
   * Called every two seconds or so while the broker is waited for, so that whoever relays is not
   * taken for dead meanwhile.
   */
  default void keep() throws Exception {}

  /**
   * Puts aside what can never be published, so that it holds up nobody. Nothing is lost: an
   * operator finds it there.
   */
  void setAside(List<Waiting> unsendable) throws Exception;

  /** How many wait, for the meter; without those that were set aside. */
  long waiting() throws Exception;

  /** How many are set aside at present, for the meter. */
  long aside() throws Exception;

  /** How long the first has waited, in milliseconds; 0 when none waits. */
  long lagMillis() throws Exception;
}

package dev.dizhtime.runtime.messaging;

import java.util.List;

/** Gives a batch of messages its effect: all of it, or none. May await. */
@FunctionalInterface
interface BatchProcessor {
  /**
   * Handles messages in the order of the list, which keeps the order of each partition. When it
   * throws, nothing has happened; the messages come again, first together, then one by one.
   */
  void process(List<Incoming> batch) throws Exception;

  /**
   * Writes something of no meaning where effects go: what fails then is not a message's fault.
   *
   * @throws Exception when nothing can be written there at present
   */
  default void probe() throws Exception {}
}

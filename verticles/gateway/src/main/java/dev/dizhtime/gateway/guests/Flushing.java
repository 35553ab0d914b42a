package dev.dizhtime.gateway.guests;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sends what was written to a connection once the event loop has read all that is there to be read,
 * not in between: each packet wakes its reader, and readers that are woken together cost less than
 * one after the other.
 */
public final class Flushing {
  /** After so many writes it is sent at once. */
  private static final int MAX_WAITING = 64;

  private Flushing() {}

  /** Makes a connection of either side do so. */
  public static void install(ChannelPipeline pipeline) {
    pipeline.addFirst("flushing", new FlushConsolidationHandler(MAX_WAITING, true));
  }
}

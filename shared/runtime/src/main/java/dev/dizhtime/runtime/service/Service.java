package dev.dizhtime.runtime.service;

import java.util.function.Supplier;

/**
 * A service that can be run: alone in its process, or beside others.
 *
 * @param name lower case, as in logs, metrics, traces and addresses; e.g. "order"
 * @param verticle makes the wiring of one instance
 * @param transport how bytes go through the kernel where {@code DIZHTIME_TRANSPORT} does not say
 */
public record Service(String name, Supplier<? extends ServiceVerticle> verticle, String transport) {
  /** A service that carries its bytes by the JDK. */
  public Service(String name, Supplier<? extends ServiceVerticle> verticle) {
    this(name, verticle, "nio");
  }
}

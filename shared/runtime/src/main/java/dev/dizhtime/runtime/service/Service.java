package dev.dizhtime.runtime.service;

import java.util.function.Supplier;

/**
 * A service that can be run: alone in its process, or beside others.
 *
 * @param name lower case, as in logs, metrics, traces and addresses; e.g. "order"
 * @param verticle makes the wiring of one instance
 */
public record Service(String name, Supplier<? extends ServiceVerticle> verticle) {}

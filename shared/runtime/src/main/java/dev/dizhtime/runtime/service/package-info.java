/**
 * Starting and stopping a service.
 *
 * <pre>
 *   main ──► ServiceRunner ──► Vertx + Telemetry + management port
 *                 │
 *                 └── once per core ──► ServiceVerticle.start(ServiceContext)   opens what it needs
 *                                         │
 *                                         └─ onStop(...)  closes in reverse: HTTP, consumers,
 *                                                          relay, producer, pools
 * </pre>
 *
 * <p>Always true: each service has its own {@code Vertx}, tracer and meters, also when many run in
 * one JVM; a service that can't start leaves nothing running; a stop is bounded in time.
 */
package dev.dizhtime.runtime.service;

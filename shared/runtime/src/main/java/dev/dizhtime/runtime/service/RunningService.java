package dev.dizhtime.runtime.service;

import dev.dizhtime.runtime.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that runs, and the way to stop it. */
public final class RunningService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);

  private final String name;
  private final Vertx vertx;
  private final Telemetry telemetry;
  private final Health health;
  private final AtomicInteger httpPort;
  private final ManagementServer management;
  private final long stopMillis;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Future<?> others = Future.succeededFuture();

  RunningService(
      String name,
      Vertx vertx,
      Telemetry telemetry,
      Health health,
      AtomicInteger httpPort,
      ManagementServer management,
      long stopMillis) {
    this.name = name;
    this.vertx = vertx;
    this.telemetry = telemetry;
    this.health = health;
    this.httpPort = httpPort;
    this.management = management;
    this.stopMillis = stopMillis;
  }

  /** Says that more instances are starting, beside the one that serves already. */
  void joinedBy(Future<?> instances) {
    others = instances;
  }

  /**
   * Completes when all its instances run. Fails when one could not start: the service is less than
   * it should be, and is to be started anew.
   */
  public Future<?> whole() {
    return others;
  }

  /** The service's name. */
  public String name() {
    return name;
  }

  /** The port of its API. */
  public int httpPort() {
    return httpPort.get();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return management.port();
  }

  /** Where its API is from this machine, without a slash at the end. */
  public String address() {
    return "http://127.0.0.1:" + httpPort();
  }

  /**
   * Stops taking work, finishes what is in hand, flushes and closes; within {@code
   * DIZHTIME_STOP_TIMEOUT_MILLIS}, after which it is cut off. Safe to call twice.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    health.stopping();
    try {
      // What is half started can't be taken down.
      others.otherwiseEmpty().compose(_ -> vertx.close()).await(stopMillis, TimeUnit.MILLISECONDS);
      LOG.info("{} has stopped; what was in hand is done", name);
    } catch (Exception e) {
      LOG.warn("{} did not stop within {} ms", name, stopMillis, e);
    }
    telemetry.close();
  }
}

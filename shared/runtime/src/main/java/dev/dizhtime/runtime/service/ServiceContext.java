package dev.dizhtime.runtime.service;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.telemetry.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one instance of a service is given to stand on, and where it says how it is taken down. Used
 * on the service's own virtual-thread context, except where a method says otherwise.
 */
public final class ServiceContext {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceContext.class);

  private final String name;
  private final Env env;
  private final Vertx vertx;
  private final Telemetry telemetry;
  private final Health health;
  private final AtomicInteger httpPort;
  private final Map<String, Object> shared;
  private final Clock clock;
  private final FaultPoints faults;
  private final Map<String, Future<?>> ahead = new HashMap<>();
  private final Deque<Step> stopSteps = new ArrayDeque<>();
  private volatile boolean stopping;
  private ContextInternal own;

  private record Step(String what, StopStep step) {}

  /** One thing to take down; may await. */
  @FunctionalInterface
  public interface StopStep {
    void run() throws Exception;
  }

  ServiceContext(
      String name,
      Env env,
      Vertx vertx,
      Telemetry telemetry,
      Health health,
      AtomicInteger httpPort,
      Map<String, Object> shared,
      Clock clock) {
    this.name = name;
    this.env = env;
    this.vertx = vertx;
    this.telemetry = telemetry;
    this.health = health;
    this.httpPort = httpPort;
    this.shared = shared;
    this.clock = clock;
    this.faults = FaultPoints.of(name, env);
  }

  /** Says which context is the instance's own; before anything else. */
  void runsOn(Context context) {
    own = (ContextInternal) context;
  }

  /** The service's name, e.g. "order". */
  public String name() {
    return name;
  }

  /** Where configuration is read from, at start. */
  public Env env() {
    return env;
  }

  /** The service's own Vert.x. */
  public Vertx vertx() {
    return vertx;
  }

  /** The time, in UTC. */
  public Clock clock() {
    return clock;
  }

  /** Makes spans. */
  public Tracer tracer() {
    return telemetry.tracer();
  }

  /** Where meters are registered; their labels must be bounded. */
  public MeterRegistry meters() {
    return telemetry.meters();
  }

  /** What must work for the service to be ready. */
  public Health health() {
    return health;
  }

  /** Where a test of faults may end this process. */
  public FaultPoints faults() {
    return faults;
  }

  /** Whether a stop was asked for; loops look at it between two pieces of work. */
  public boolean stopping() {
    return stopping;
  }

  /**
   * What all instances of the service in this process share: the first one makes it, and takes it
   * down. The first instance is started alone, and all take the same steps, so there is no race.
   */
  @SuppressWarnings("unchecked")
  public <T> T oncePerProcess(String what, Supplier<T> make) {
    Object made = shared.get(what);
    if (made == null) {
      made = make.get();
      shared.put(what, made);
    }
    return (T) made;
  }

  /**
   * Begins what is slow and needs nothing else of the start, or tells what has begun: whoever asks
   * early and waits late does not wait for long. Asked twice, it has begun once.
   *
   * @param begin must not block; it may hand over to a worker
   */
  @SuppressWarnings("unchecked")
  public <T> Future<T> ahead(String what, Supplier<Future<T>> begin) {
    return (Future<T>) ahead.computeIfAbsent(what, _ -> begin.get());
  }

  /** The same for what blocks, on a worker's thread, beside whatever else blocks. */
  public <T> Future<T> blockingAhead(String what, Callable<T> make) {
    return ahead(what, () -> vertx.executeBlocking(make, false));
  }

  /** Remembers how to take down what was just opened. The last opened goes first. */
  public void onStop(String what, StopStep step) {
    stopSteps.push(new Step(what, step));
  }

  /** Tells the runner where the service listens. */
  public void listening(int port) {
    httpPort.set(port);
  }

  /**
   * Runs a task beside the others, on a virtual thread and with a trace context of its own. May be
   * called from any thread.
   *
   * @return completes when the task has ended; a failure is logged as well
   */
  public Future<Void> spawn(String what, StopStep task) {
    Promise<Void> done = Promise.promise();
    own.duplicate()
        .runOnContext(
            _ -> {
              try {
                task.run();
                done.complete();
              } catch (Throwable e) {
                LOG.error("{} ended with an error", what, e);
                done.fail(e);
              }
            });
    return done.future();
  }

  /** Takes down everything, last opened first; one that fails does not stop the others. */
  void stop() {
    stopping = true;
    while (!stopSteps.isEmpty()) {
      Step next = stopSteps.pop();
      try {
        next.step().run();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly", next.what(), e);
      }
    }
  }
}

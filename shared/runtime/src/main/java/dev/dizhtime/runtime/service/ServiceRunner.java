package dev.dizhtime.runtime.service;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.telemetry.LogFields;
import dev.dizhtime.runtime.telemetry.Telemetry;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs services. */
public final class ServiceRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
  private static final int START_TIMEOUT_SECONDS = 60;
  private static final int MAX_INSTANCES = 64;

  static {
    Carriers.provide();
  }

  private ServiceRunner() {}

  /**
   * The {@code main} of a service in a process of its own: runs until the process is told to end.
   */
  public static void main(Service service) {
    leaveOutWhatNobodyReads();
    Env env = Env.system();
    try {
      RunningService running = start(service, env);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(running::close));
      running.whole().onFailure(e -> giveUp(service, e));
    } catch (ConfigException e) {
      LOG.error("{} can't start: {}", service.name(), e.getMessage());
      System.exit(2);
    } catch (RuntimeException e) {
      LOG.error("{} can't start", service.name(), e);
      System.exit(1);
    }
  }

  /** What libraries make at a start for tools that nobody uses here; an eighth of the start. */
  private static void leaveOutWhatNobodyReads() {
    NoManagementBeans.provide();
    // Flight Recorder has its own events; the buffers' would load all of it.
    System.setProperty("io.netty.jfr.enabled", "false");
  }

  /** On a thread of its own: the stop needs all of Vert.x's. */
  private static void giveUp(Service service, Throwable why) {
    LOG.error("an instance of {} can't start", service.name(), why);
    Thread.ofPlatform().name("exit").start(() -> System.exit(1));
  }

  /**
   * Starts a service and waits until it takes requests: until its first instance does, which the
   * others {@linkplain RunningService#whole() join}. Called from a thread that is not Vert.x's.
   *
   * @throws ConfigException when a setting is absent or wrong
   * @throws IllegalStateException when it could not start; nothing of it is left running
   */
  public static RunningService start(Service service, Env env) {
    return start(service, env, Clock.systemUTC());
  }

  /** The same with the time of a clock that somebody drives: what an hour does, without waiting. */
  public static RunningService start(Service service, Env env, Clock clock) {
    Telemetry telemetry = Telemetry.start(service.name(), env);
    Vertx vertx = vertx(telemetry, env, Transports.choose(env, service.transport()));
    LogFields.register(vertx, service.name());
    Health health = new Health();
    AtomicInteger httpPort = new AtomicInteger();
    var management = new ManagementServer(vertx, telemetry, health);
    long stopMillis = env.longInteger("STOP_TIMEOUT_MILLIS", 10_000, 100, 600_000);
    var running =
        new RunningService(
            service.name(), vertx, telemetry, health, httpPort, management, stopMillis);
    try {
      int instances =
          env.integer(
              "INSTANCES",
              Math.min(Runtime.getRuntime().availableProcessors(), MAX_INSTANCES),
              1,
              MAX_INSTANCES);
      int port = env.integer("MANAGEMENT_PORT", 9090, 0, 65_535);
      join(management.listen(env.text("HTTP_HOST", "0.0.0.0"), port));
      // Once per core: several instances of one virtual-thread deployment would share an event
      // loop.
      Map<String, Object> shared = new ConcurrentHashMap<>();
      Supplier<Future<String>> deploy =
          () -> {
            var context =
                new ServiceContext(
                    service.name(), env, vertx, telemetry, health, httpPort, shared, clock);
            var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
            return vertx.deployVerticle(new Instance(service.verticle().get(), context), options);
          };
      // The first alone: it makes what all share.
      join(deploy.get());
      health.started();
      running.joinedBy(Future.all(Stream.generate(deploy).limit(instances - 1).toList()));
    } catch (RuntimeException | Error e) {
      running.close();
      throw e;
    }
    LOG.info("{} is up on port {}, management on {}", service.name(), httpPort, management.port());
    return running;
  }

  private static Vertx vertx(Telemetry telemetry, Env env, Transport transport) {
    var metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    int eventLoops = env.integer("EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, 256);
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setMetricsOptions(metrics)
                // There is one class loader, so no thread has to be told of it for each event.
                .setDisableTCCL(true)
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(8)
                .setInternalBlockingPoolSize(8))
        .withMetrics(new MicrometerMetricsFactory(telemetry.meters()))
        .withTracer(telemetry.tracing())
        .withTransport(transport)
        .build();
  }

  private static void join(Future<?> future) {
    try {
      future.await(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("not started within " + START_TIMEOUT_SECONDS + " s", e);
    } catch (ConfigException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("can't start: " + e.getMessage(), e);
    }
  }

  /** One instance: the verticle as Vert.x deploys it. */
  private record Instance(ServiceVerticle verticle, ServiceContext context) implements Deployable {
    @Override
    public Future<?> deploy(Context vertxContext) {
      context.runsOn(vertxContext);
      return onOwnThread(
          vertxContext,
          () -> {
            try {
              verticle.start(context);
            } catch (Exception | Error e) {
              context.stop();
              throw e;
            }
          });
    }

    @Override
    public Future<?> undeploy(Context vertxContext) {
      return onOwnThread(vertxContext, context::stop);
    }

    private static Future<Void> onOwnThread(Context context, ServiceContext.StopStep task) {
      Promise<Void> done = Promise.promise();
      ((ContextInternal) context)
          .duplicate()
          .runOnContext(
              _ -> {
                try {
                  task.run();
                  done.complete();
                } catch (Throwable e) {
                  done.fail(e);
                }
              });
      return done.future();
    }
  }
}

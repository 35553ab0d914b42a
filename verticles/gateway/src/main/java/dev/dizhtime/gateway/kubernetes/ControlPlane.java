package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.guests.TrustedProxies;
import dev.dizhtime.gateway.routing.PathMatch;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RoutePolicy;
import dev.dizhtime.gateway.routing.RouteTable;
import dev.dizhtime.gateway.routing.Routes;
import dev.dizhtime.gateway.tls.CertificateStore;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the cluster: a change is gathered with those that come within {@value #DEBOUNCE_MILLIS}
 * ms, all is compiled anew, and the new table takes the old one's place. Writing into the cluster
 * has a loop of its own, for it may be slow.
 */
public final class ControlPlane {
  /** Changes seldom come alone. */
  static final long DEBOUNCE_MILLIS = 100;

  /** What could not be looked at is looked at again after so long. */
  static final long SWEEP_MILLIS = 30_000;

  /** What could not be written is tried again after so long. */
  static final long REPORT_MILLIS = 5_000;

  private static final int TIMEOUT_MILLIS = 5_000;

  /** What its certificates are called in the store. */
  static final String SOURCE = "kubernetes";

  /** Until the cluster is known: nobody serves anything, which is not the same as "not found". */
  public static final Routes UNKNOWN =
      new Routes(
          List.of(new Route("", "/", PathMatch.PREFIX, "none", List.of(), RoutePolicy.OPEN)));

  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

  private final ServiceContext service;
  private final RouteTable table;
  private final CertificateStore certificates;
  private final TrustedProxies proxies;
  private final KubernetesSettings settings;
  private final Compiler compiler;
  private final Reporter reporter;
  private final Cluster cluster;
  private final Leadership leadership;
  private final Timer compiling;
  private final Unseen unseen = new Unseen();
  private volatile Compiled current;
  private WorkLoop following;
  private WorkLoop reporting;

  private ControlPlane(
      ServiceContext service,
      KubernetesSettings settings,
      KubernetesClient client,
      RouteTable table,
      CertificateStore certificates,
      TrustedProxies proxies) {
    this.service = service;
    this.table = table;
    this.certificates = certificates;
    this.proxies = proxies;
    this.settings = settings;
    this.compiler = new Compiler(settings, service.clock());
    this.reporter = new Reporter(client, settings, service.clock());
    this.cluster = new Cluster(client, settings, this::changed);
    this.leadership = new Leadership(client, settings, () -> reporting.wake());
    this.compiling =
        Timer.builder("dizhtime.gateway.compile.duration")
            .description("From the cluster's objects to a table of routes")
            .register(service.meters());
    Gauge.builder("dizhtime.gateway.routes", this, ControlPlane::size)
        .description("Routes that count")
        .register(service.meters());
    Gauge.builder("dizhtime.gateway.complaints", this, ControlPlane::complaints)
        .description("What is wrong with objects of the cluster")
        .register(service.meters());
  }

  /**
   * Follows the cluster until the service stops. The service is not ready before the first table.
   */
  public static ControlPlane start(
      ServiceContext service,
      KubernetesSettings settings,
      RouteTable table,
      CertificateStore certificates,
      TrustedProxies proxies) {
    KubernetesClient client = client(settings);
    service.onStop("kubernetes client", client::close);
    var started = new ControlPlane(service, settings, client, table, certificates, proxies);
    started.begin();
    return started;
  }

  private static KubernetesClient client(KubernetesSettings settings) {
    Config found =
        settings.api() == null
            ? Config.autoConfigure(null)
            : new ConfigBuilder(Config.empty()).withMasterUrl(settings.api().toString()).build();
    Config config =
        new ConfigBuilder(found)
            // Whoever asks tries again by himself; a stop must not wait for what is down.
            .withRequestRetryBackoffLimit(0)
            .withConnectionTimeout(TIMEOUT_MILLIS)
            .withRequestTimeout(TIMEOUT_MILLIS)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  private void begin() {
    service.health().check("routes", this::ready);
    following = WorkLoop.start(service, "kubernetes routes", SWEEP_MILLIS, this::follow);
    reporting = WorkLoop.start(service, "kubernetes reports", REPORT_MILLIS, this::report);
    service.onStop("kubernetes watches", cluster::close);
    service.onStop("leadership", leadership::close);
    cluster.start();
    leadership.start();
  }

  private Future<?> ready() {
    return current == null
        ? Future.failedFuture("the cluster is not known yet")
        : Future.succeededFuture();
  }

  private void changed() {
    unseen.changed();
    WorkLoop loop = following;
    if (loop != null) {
      loop.wake();
    }
  }

  private boolean follow() {
    if (!unseen.any()) {
      return false;
    }
    service.vertx().timer(DEBOUNCE_MILLIS, TimeUnit.MILLISECONDS).await();
    unseen.see(
        () -> {
          if (cluster.synced()) {
            service.vertx().executeBlocking(this::compile, false).await();
            reporting.wake();
          }
        });
    return unseen.any();
  }

  private Void compile() {
    long startNanos = System.nanoTime();
    Snapshot seen = cluster.snapshot();
    proxies.present(Backend.addresses(seen, settings.ownNamespace(), settings.trustedServices()));
    Compiled next = compiler.compile(seen);
    Compiled before = current;
    if (before == null || !before.certificates().equals(next.certificates())) {
      certificates.replace(SOURCE, next.certificates());
    }
    if (before == null || !before.routes().equals(next.routes())) {
      table.replace(new Routes(next.routes()));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      LOG.info("{} routes count now, compiled in {} ms", next.routes().size(), millis);
    }
    current = next;
    compiling.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    return null;
  }

  private boolean report() {
    Compiled latest = current;
    if (latest != null && leadership.leads()) {
      service.vertx().executeBlocking(() -> reporter.report(latest), false).await();
    }
    return false;
  }

  private double size() {
    return current == null ? 0 : current.routes().size();
  }

  private double complaints() {
    return current == null ? 0 : current.complaints().size();
  }
}

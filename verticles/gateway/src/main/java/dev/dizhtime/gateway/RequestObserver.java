package dev.dizhtime.gateway;

import static net.logstash.logback.argument.StructuredArguments.value;

import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.gateway.proxy.Refusal;
import dev.dizhtime.gateway.proxy.Visit;
import dev.dizhtime.runtime.http.HttpMeters;
import dev.dizhtime.runtime.telemetry.Exemplars;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Scope;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log line and one measurement per request, by the route's path; the path itself is in the log
 * only, without its query, which may say where somebody is. Used on one event loop.
 */
final class RequestObserver implements FrontDoor.VisitObserver {
  /** Kinds of requests that are measured apart; what comes later counts under "other". */
  private static final int MAX_KINDS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger("dizhtime.access");

  private final HttpMeters meters;
  private final boolean logged;
  private final Map<Kind, Timer> timers = new HashMap<>();
  private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

  private record Kind(String method, String route, int status) {}

  /**
   * Observes.
   *
   * @param logged whether each request has its line
   */
  RequestObserver(MeterRegistry meters, boolean logged) {
    this.meters = new HttpMeters(meters);
    this.logged = logged;
    for (Refusal why : Refusal.values()) {
      refusals.put(
          why,
          Counter.builder("dizhtime.gateway.refused")
              .description("What clients sent that was no request to let in")
              .tag("why", why.why())
              .register(meters));
    }
  }

  @Override
  public void refused(Refusal why) {
    refusals.get(why).increment();
  }

  @Override
  public void over(Visit visit) {
    HttpServerResponse response = visit.request().response();
    String method = HttpMeters.methodName(visit.request());
    Kind kind = new Kind(method, visit.routeName(), response.getStatusCode());
    Exemplars.of(visit.trace(), () -> timer(kind).record(visit.nanos(), TimeUnit.NANOSECONDS));
    if (visit.refusal() != null) {
      refused(visit.refusal());
    }
    if (logged && LOG.isInfoEnabled()) {
      // The trace's scope may be over before the last byte is out, so it was kept for this line.
      try (Scope _ = visit.trace().makeCurrent()) {
        log(visit, kind, response.bytesWritten());
      }
    }
  }

  private Timer timer(Kind kind) {
    Timer known = timers.get(kind);
    if (known == null) {
      boolean room = timers.size() < MAX_KINDS;
      Kind measured = room ? kind : new Kind(kind.method(), "other", kind.status());
      known = meters.timer(measured.method(), measured.route(), measured.status());
      if (room) {
        timers.put(kind, known);
      }
    }
    return known;
  }

  private static void log(Visit visit, Kind kind, long bytes) {
    LOG.info(
        "{} {} answered {} in {} ms, route {}, {} bytes, upstream {}, principal {}{}",
        value("http_method", kind.method()),
        value("http_path", visit.request().path()),
        value("http_status", kind.status()),
        value("duration_ms", TimeUnit.NANOSECONDS.toMillis(visit.nanos())),
        value("http_route", kind.route()),
        value("bytes", bytes),
        value("upstream", visit.upstream() == null ? "none" : visit.upstream().toString()),
        value("principal", visit.principal() == null ? "none" : visit.principal()),
        visit.complete() ? "" : ", broken off");
  }
}

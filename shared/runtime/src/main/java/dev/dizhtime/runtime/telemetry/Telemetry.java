package dev.dizhtime.runtime.telemetry;

import dev.dizhtime.runtime.config.Env;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.concurrent.TimeUnit;

/**
 * One service's own tracer and meter registry. Spans go to {@code DIZHTIME_OTLP_ENDPOINT} over
 * OTLP/HTTP when it is set, of each trace or of {@code DIZHTIME_TRACE_RATIO} of them (0 to 1; 1).
 * Without it traces still have ids, for the logs and the messages, but nothing is recorded, which
 * would be a tenth of a small request's cost.
 */
public final class Telemetry implements AutoCloseable {
  /** Spans that wait for the exporter at most; more are dropped, never waited for. */
  public static final int MAX_WAITING_SPANS = 8_192;

  private final OpenTelemetrySdk openTelemetry;
  private final PrometheusMeterRegistry meters;
  private final boolean recording;
  private final JvmGcMetrics gcMetrics = new JvmGcMetrics();

  private Telemetry(
      OpenTelemetrySdk openTelemetry, PrometheusMeterRegistry meters, boolean recording) {
    this.openTelemetry = openTelemetry;
    this.meters = meters;
    this.recording = recording;
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    gcMetrics.bindTo(meters);
  }

  /** Starts telemetry for the named service. */
  public static Telemetry start(String service, Env env) {
    SdkTracerProviderBuilder tracing =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), service))));
    PrometheusMeterRegistry meters =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT,
            new io.prometheus.metrics.model.registry.PrometheusRegistry(),
            Clock.SYSTEM,
            new Exemplars());
    double ratio = env.fraction("TRACE_RATIO", 1);
    env.find("OTLP_ENDPOINT")
        .ifPresentOrElse(
            endpoint ->
                tracing
                    .addSpanProcessor(new SpanQueue(exporter(endpoint), MAX_WAITING_SPANS, meters))
                    .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio))),
            () -> tracing.setSampler(Sampler.alwaysOff()));
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(tracing.build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    return new Telemetry(sdk, meters, env.find("OTLP_ENDPOINT").isPresent());
  }

  private static OtlpHttpSpanExporter exporter(String endpoint) {
    return OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces").build();
  }

  /** Makes Vert.x's spans. */
  public VertxTracerFactory tracing() {
    var factory = new OpenTelemetryTracingFactory(openTelemetry);
    return recording ? factory : options -> new BareTracer<>(factory.tracer(options));
  }

  /** For whoever makes spans through the API. */
  public OpenTelemetrySdk openTelemetry() {
    return openTelemetry;
  }

  /** Makes our own spans. */
  public Tracer tracer() {
    return openTelemetry.getTracer("dev.dizhtime");
  }

  /** Where meters are registered. */
  public MeterRegistry meters() {
    return meters;
  }

  /** All meters as text; OpenMetrics, which has exemplars, when {@code accept} asks for it. */
  public String scrape(String contentType) {
    return meters.scrape(contentType);
  }

  /** Sends what waits, for 5 seconds at most, and ends. */
  @Override
  public void close() {
    openTelemetry.getSdkTracerProvider().shutdown().join(5, TimeUnit.SECONDS);
    gcMetrics.close();
    meters.close();
  }
}

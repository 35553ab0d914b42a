package dev.dizhtime.gateway.tls;

import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.time.Duration;

/** How many certificates there are, and how long the first to expire is still good. */
public final class TlsMeters {
  private TlsMeters() {}

  /** Registers them, once for all instances. */
  public static void register(ServiceContext service, CertificateStore store) {
    Clock clock = service.clock();
    Gauge.builder("dizhtime.gateway.certificates", store, CertificateStore::size)
        .description("Names that there is a certificate for")
        .register(service.meters());
    Gauge.builder(
            "dizhtime.gateway.certificate.expiry",
            store,
            each ->
                each.firstExpiry()
                    .map(end -> (double) Duration.between(clock.instant(), end).toSeconds())
                    .orElse(Double.NaN))
        .description("How long the first certificate to expire is still good")
        .baseUnit("seconds")
        .register(service.meters());
  }
}

package dev.dizhtime.notification.mail;

import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** How many mails wait, and what became of the others. */
public final class MailMeters {
  private static final long EVERY_MILLIS = 2_000;

  private final Counter sent;
  private final Counter retried;
  private final Counter failed;

  private MailMeters(MeterRegistry meters) {
    sent = counter(meters, "sent");
    retried = counter(meters, "retried");
    failed = counter(meters, "failed");
  }

  /** Starts measuring; ends with the service. */
  public static MailMeters start(ServiceContext service, MailQueue queue) {
    AtomicLong pending = new AtomicLong();
    Gauge.builder("dizhtime.mail.pending", pending, AtomicLong::get)
        .description("Mails that wait for the mail server or for their address")
        .register(service.meters());
    long timer =
        service
            .vertx()
            .setPeriodic(
                EVERY_MILLIS, _ -> service.spawn("mail meter", () -> pending.set(queue.pending())));
    service.onStop("mail meter", () -> service.vertx().cancelTimer(timer));
    return new MailMeters(service.meters());
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("dizhtime.mail.attempts")
        .description("Attempts to send a mail, by what came of them")
        .tag("outcome", outcome)
        .register(meters);
  }

  void sent() {
    sent.increment();
  }

  void retried() {
    retried.increment();
  }

  void failed() {
    failed.increment();
  }
}

package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what waits in an outbox, in order, again and again until it is acknowledged. It is
 * woken after each commit; a slow look at the source is the safety net. After a crash between
 * publish and delete a message is published twice, with the same id: the reader's inbox takes it
 * once.
 */
public final class OutboxRelay {
  /** How many are published before the next look at the source. */
  public static final int BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long IDLE_MILLIS = 500;
  private static final long BACKOFF_MILLIS = 500;
  private static final long METER_MILLIS = 5_000;

  private final ServiceContext service;
  private final OutboxSource source;
  private final Publisher publisher;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong lagMillis = new AtomicLong();
  private volatile Promise<Void> wake = Promise.promise();
  private volatile boolean stopping;

  private OutboxRelay(ServiceContext service, OutboxSource source, Publisher publisher) {
    this.service = service;
    this.source = source;
    this.publisher = publisher;
    Gauge.builder("dizhtime.outbox.pending", waiting, AtomicLong::get)
        .description("Messages that wait to be published")
        .register(service.meters());
    Gauge.builder("dizhtime.outbox.lag.seconds", lagMillis, lag -> lag.get() / 1000.0)
        .description("How long the first of them has waited")
        .register(service.meters());
  }

  /** Starts relaying; ends with the service, after what is in hand. */
  public static OutboxRelay start(
      ServiceContext service, OutboxSource source, Publisher publisher) {
    OutboxRelay relay = new OutboxRelay(service, source, publisher);
    Future<Void> ended = service.spawn("outbox relay", relay::run);
    long meter =
        service
            .vertx()
            .setPeriodic(METER_MILLIS, _ -> service.spawn("outbox meter", relay::measure));
    service.onStop(
        "outbox relay",
        () -> {
          service.vertx().cancelTimer(meter);
          relay.stopping = true;
          relay.wake();
          ended.await();
        });
    return relay;
  }

  /** Looks at the source at once. May be called from any thread. */
  public void wake() {
    wake.tryComplete();
  }

  private void run() {
    while (true) {
      wake = Promise.promise();
      boolean more = false;
      try {
        more = relayBatch();
      } catch (Exception e) {
        LOG.warn("outbox relay waits {} ms: {}", BACKOFF_MILLIS, e.toString());
        service.vertx().timer(BACKOFF_MILLIS).await();
      }
      if (stopping) {
        return;
      }
      if (!more) {
        Future.any(wake.future(), service.vertx().timer(IDLE_MILLIS)).await();
      }
    }
  }

  /** Returns whether there may be more; a source may have given less than the limit. */
  private boolean relayBatch() throws Exception {
    List<OutboxSource.Waiting> batch = source.next(BATCH);
    if (batch.isEmpty()) {
      return false;
    }
    service.faults().reach(FaultPoints.OUTBOX_BEFORE_PUBLISH);
    publisher.publish(batch.stream().map(OutboxSource.Waiting::envelope).toList()).await();
    service.faults().reach(FaultPoints.OUTBOX_PUBLISHED);
    source.published(batch);
    return true;
  }

  private void measure() throws Exception {
    waiting.set(source.waiting());
    lagMillis.set(source.lagMillis());
  }
}

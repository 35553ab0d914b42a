package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what waits in an outbox, in order, again and again until it is acknowledged. It is
 * woken after each commit; a slow look at the source is the safety net. After a crash between
 * publish and delete a message is published twice, with the same id: the reader's inbox takes it
 * once.
 *
 * <p>What the broker will never take, e.g. because it is too large, is set aside: what waits behind
 * it goes on, also under the same key.
 */
public final class OutboxRelay {
  /** How many are published before the next look at the source. */
  public static final int BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long IDLE_MILLIS = 500;
  private static final long BACKOFF_MILLIS = 500;
  private static final long METER_MILLIS = 5_000;

  /** How long a publish is waited for before the source is told that we are still at it. */
  static final long KEEP_MILLIS = 2_000;

  private final ServiceContext service;
  private final OutboxSource source;
  private final Publisher publisher;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong lagMillis = new AtomicLong();
  private final AtomicLong aside = new AtomicLong();
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
    Gauge.builder("dizhtime.outbox.aside", aside, AtomicLong::get)
        .description("Messages that can never be published and were set aside; must be 0")
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
    List<Optional<Throwable>> failures = publish(batch);
    service.faults().reach(FaultPoints.OUTBOX_PUBLISHED);
    Settlement settlement = Settlement.of(batch, failures);
    if (!settlement.unsendable().isEmpty()) {
      source.setAside(settlement.unsendable());
      settlement.unsendable().forEach(OutboxRelay::tell);
    }
    if (!settlement.published().isEmpty()) {
      source.published(settlement.published());
    }
    if (settlement.failure().isPresent()) {
      throw new IOException(settlement.failure().get());
    }
    return true;
  }

  private List<Optional<Throwable>> publish(List<OutboxSource.Waiting> batch) {
    Future<List<Optional<Throwable>>> publishing =
        publisher.relay(batch.stream().map(OutboxSource.Waiting::envelope).toList());
    while (!publishing.isComplete()) {
      Timer pause = service.vertx().timer(KEEP_MILLIS);
      Future.any(publishing.otherwiseEmpty(), pause).await();
      if (!pause.cancel()) {
        keep();
      }
    }
    return publishing.await();
  }

  private void keep() {
    try {
      source.keep();
    } catch (Exception e) {
      LOG.warn("the outbox can't be told that its relay is still at it: {}", e.toString());
    }
  }

  private static void tell(OutboxSource.Waiting unsendable) {
    Envelope envelope = unsendable.envelope();
    LOG.error(
        "message {} ({} of {}) can never be published and is set aside",
        envelope.id(),
        envelope.type(),
        envelope.key());
  }

  private void measure() throws Exception {
    waiting.set(source.waiting());
    lagMillis.set(source.lagMillis());
    aside.set(source.aside());
  }
}

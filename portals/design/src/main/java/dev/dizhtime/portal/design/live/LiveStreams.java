package dev.dizhtime.portal.design.live;

import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open streams of one instance, by what they want to hear of. Safe for all threads. */
public final class LiveStreams {
  /** Streams of one process at most. */
  public static final int MAX_STREAMS = 2_000;

  /** How often a stream shows that it is alive. */
  public static final int HEARTBEAT_MILLIS = 15_000;

  private final Vertx vertx;
  private final int maxStreams;
  private final Set<LiveStream> all = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<LiveStream>> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger open;
  private final Counter slow;

  /** How many are open in all instances of this process, which share one gauge. */
  private record OpenStreams(AtomicInteger count) implements Shareable {}

  /** Streams of a portal's instance; {@link #close} ends them. */
  public LiveStreams(ServiceContext service, int maxStreams) {
    this.vertx = service.vertx();
    this.maxStreams = maxStreams;
    this.open =
        vertx
            .sharedData()
            .<String, OpenStreams>getLocalMap("dizhtime.live-streams")
            .computeIfAbsent("open", _ -> new OpenStreams(new AtomicInteger()))
            .count();
    this.slow =
        Counter.builder("dizhtime.portal.streams.slow")
            .description("Live streams closed because their reader was too slow")
            .register(service.meters());
    Gauge.builder("dizhtime.portal.streams", open, AtomicInteger::get)
        .description("Live streams that are open")
        .register(service.meters());
    long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, _ -> all.forEach(LiveStream::beat));
    service.onStop("heartbeat of live streams", () -> vertx.cancelTimer(heartbeat));
  }

  /**
   * Turns a request into a stream of what happens to any of {@code keys}.
   *
   * @param atMost how long it may last; the browser then comes again by itself
   * @return false when there are too many; nothing has been answered then
   */
  public boolean open(RoutingContext routing, Set<String> keys, Duration atMost) {
    if (open.incrementAndGet() > maxStreams) {
      open.decrementAndGet();
      return false;
    }
    LiveStream stream = new LiveStream(vertx, routing.response(), slow::increment);
    all.add(stream);
    keys.forEach(key -> listen(key, stream));
    long end = vertx.setTimer(Math.max(1, atMost.toMillis()), _ -> stream.close());
    Runnable forget = () -> forget(keys, stream, end);
    routing.response().closeHandler(_ -> forget.run());
    routing.response().endHandler(_ -> forget.run());
    stream.begin();
    return true;
  }

  /** Tells all who look at {@code key} to look again. */
  public void changed(String key) {
    byKey.getOrDefault(key, Set.of()).forEach(LiveStream::changed);
  }

  /** Ends all streams, so that a stop need not wait for them. */
  public void close() {
    all.forEach(LiveStream::close);
  }

  private void listen(String key, LiveStream stream) {
    byKey.compute(
        key,
        (_, streams) -> {
          Set<LiveStream> those = streams == null ? ConcurrentHashMap.newKeySet() : streams;
          those.add(stream);
          return those;
        });
  }

  private void forget(Set<String> keys, LiveStream stream, long end) {
    vertx.cancelTimer(end);
    if (all.remove(stream)) {
      open.decrementAndGet();
    }
    for (String key : keys) {
      byKey.computeIfPresent(
          key,
          (_, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
          });
    }
  }
}

package dev.dizhtime.order;

import dev.dizhtime.order.persistence.PgHeard;
import dev.dizhtime.runtime.messaging.GroupProgress;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.WorkLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps until when all was heard that the other services have said: each second a mark is put at
 * the ends of the topics, with the time, and when the group has come past it, all was heard until
 * that time. A group that lags hears later, but hears. While this service or Kafka is away, no
 * marks are put; so no order ends because of somebody who could not be heard.
 */
final class Hearing implements WorkLoop.Work {
  /** Between two marks. */
  static final long EVERY_MILLIS = 1_000;

  /** A process that is started anew takes so long. */
  static final Duration USUAL = Duration.ofSeconds(10);

  /**
   * At most; where there are more, every second one is left out. A lag of half an hour leaves marks
   * that are closer than what is usual.
   */
  static final int MAX_MARKS = 240;

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

  private final Postgres postgres;
  private final GroupProgress progress;
  private final Duration usual;
  private final int maxMarks;
  private final AtomicReference<Instant> lastPast;
  private final List<Marked> marks = new ArrayList<>();

  private record Marked(OffsetDateTime at, GroupProgress.Mark mark) {}

  Hearing(
      Postgres postgres,
      GroupProgress progress,
      Duration usual,
      int maxMarks,
      MeterRegistry meters) {
    this.postgres = postgres;
    this.progress = progress;
    this.usual = usual;
    this.maxMarks = maxMarks;
    this.lastPast = new AtomicReference<>(Instant.now());
    Gauge.builder(
            "dizhtime.order.unheard.seconds",
            lastPast,
            past -> Duration.between(past.get(), Instant.now()).toMillis() / 1000.0)
        .description("How long ago that was until when all was heard that other services had said")
        .register(meters);
  }

  @Override
  public boolean run() throws Exception {
    put();
    int past = progress.past(marks.stream().map(Marked::mark).toList());
    if (past > 0) {
      heard(marks.get(past - 1).at());
      marks.subList(0, past).clear();
    }
    return false;
  }

  private void put() {
    if (marks.size() == maxMarks) {
      List<Marked> kept =
          IntStream.iterate(0, i -> i < maxMarks, i -> i + 2).mapToObj(marks::get).toList();
      marks.clear();
      marks.addAll(kept);
    }
    OffsetDateTime now = PgHeard.now(postgres);
    marks.add(new Marked(now, progress.present()));
  }

  private void heard(OffsetDateTime until) throws Exception {
    Duration deaf = postgres.inTransaction(tx -> PgHeard.until(tx, until, usual));
    lastPast.set(until.toInstant());
    if (deaf.isPositive()) {
      LOG.warn("nothing was heard of others for {}; waits for people are longer by it", deaf);
    }
  }
}

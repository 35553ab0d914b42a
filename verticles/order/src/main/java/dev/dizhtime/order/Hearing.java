package dev.dizhtime.order;

import dev.dizhtime.order.persistence.PgHeard;
import dev.dizhtime.runtime.messaging.GroupProgress;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.WorkLoop;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps until when all was heard that the other services have said: a mark is put at the ends of
 * the topics, with the time, and when the group has come past it, all was heard until that time.
 * While this service or Kafka is away, no such time is kept, so no order ends because of somebody
 * who could not be heard.
 */
final class Hearing implements WorkLoop.Work {
  /** Between two looks. */
  static final long EVERY_MILLIS = 1_000;

  /** A process that is started anew, or members that share their partitions anew, take so long. */
  private static final Duration USUAL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

  private final Postgres postgres;
  private final GroupProgress progress;
  private OffsetDateTime markedAt;
  private GroupProgress.Mark mark;

  Hearing(Postgres postgres, GroupProgress progress) {
    this.postgres = postgres;
    this.progress = progress;
  }

  @Override
  public boolean run() throws Exception {
    if (mark == null) {
      markedAt = PgHeard.now(postgres);
      mark = progress.present();
    }
    if (progress.past(mark)) {
      OffsetDateTime until = markedAt;
      mark = null;
      Duration deaf = postgres.inTransaction(tx -> PgHeard.until(tx, until, USUAL));
      if (deaf.isPositive()) {
        LOG.warn("nothing was heard of others for {}; waits for people are longer by it", deaf);
      }
    }
    return false;
  }
}

package dev.dizhtime.runtime.service;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due when woken, and every sweep in any case: things fall due by the clock, and a
 * wake-up may be lost with the process that had it. What is to be done stands in a database, never
 * here, so several instances may run the same loop.
 */
public final class WorkLoop {
  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

  private final ServiceContext service;
  private final String name;
  private final long sweepMillis;
  private final Work work;
  private volatile Promise<Void> wake = Promise.promise();

  /** One round of what is due. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does some of it, a bounded piece; may await.
     *
     * @return whether there may be more to do at once
     */
    boolean run() throws Exception;
  }

  private WorkLoop(ServiceContext service, String name, long sweepMillis, Work work) {
    this.service = service;
    this.name = name;
    this.sweepMillis = sweepMillis;
    this.work = work;
  }

  /**
   * Starts it; ends with the service, after the round in hand. A round that fails is logged, and is
   * done again at the next sweep.
   *
   * @param sweepMillis between two rounds when nobody wakes it, above 0
   */
  public static WorkLoop start(ServiceContext service, String name, long sweepMillis, Work work) {
    WorkLoop loop = new WorkLoop(service, name, sweepMillis, work);
    Future<Void> ended = service.spawn(name, loop::run);
    service.onStop(
        name,
        () -> {
          loop.wake();
          ended.await();
        });
    return loop;
  }

  /** Starts a round at once, or one more after the round in hand. May be called from any thread. */
  public void wake() {
    wake.tryComplete();
  }

  private void run() {
    while (!service.stopping()) {
      // Made anew before the work: who wakes us during it wants another look.
      wake = Promise.promise();
      boolean more = false;
      try {
        more = work.run();
      } catch (Exception e) {
        LOG.warn("{} failed, again in {} ms: {}", name, sweepMillis, e.toString());
      }
      if (!more && !service.stopping()) {
        Future.any(wake.future(), service.vertx().timer(sweepMillis)).await();
      }
    }
  }
}

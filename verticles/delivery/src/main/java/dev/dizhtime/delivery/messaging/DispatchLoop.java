package dev.dizhtime.delivery.messaging;

import dev.dizhtime.delivery.usecase.DispatchTasks;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dispatches when woken, and every sweep interval in any case: offers expire, and a wake-up may be
 * lost with the process that had it. What is to be done stands in the database only.
 */
public final class DispatchLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DispatchLoop.class);

  private final ServiceContext service;
  private final DispatchTasks dispatch;
  private final long sweepMillis;
  private Promise<Void> wake = Promise.promise();

  private DispatchLoop(ServiceContext service, DispatchTasks dispatch, long sweepMillis) {
    this.service = service;
    this.dispatch = dispatch;
    this.sweepMillis = sweepMillis;
  }

  /** Starts it; ends with the service, after the task in hand. */
  public static DispatchLoop start(
      ServiceContext service, DispatchTasks dispatch, long sweepMillis) {
    DispatchLoop loop = new DispatchLoop(service, dispatch, sweepMillis);
    Future<Void> ended = service.spawn("dispatch", loop::run);
    service.onStop(
        "dispatch",
        () -> {
          loop.wake();
          ended.await();
        });
    return loop;
  }

  /** Dispatches at once, or once more if it is being done. */
  public void wake() {
    wake.tryComplete();
  }

  private void run() {
    while (!service.stopping()) {
      // Made anew before the work: who wakes us during it wants another look.
      wake = Promise.promise();
      boolean more = false;
      try {
        more = dispatch.run();
      } catch (Exception e) {
        LOG.warn("dispatch failed, again in {} ms: {}", sweepMillis, e.toString());
      }
      if (!more && !service.stopping()) {
        Future.any(wake.future(), service.vertx().timer(sweepMillis)).await();
      }
    }
  }
}

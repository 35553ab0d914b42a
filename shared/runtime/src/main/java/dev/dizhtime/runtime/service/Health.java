package dev.dizhtime.runtime.service;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What must work for the service to take traffic. */
public final class Health {
  /** A check that takes longer has failed. */
  public static final int CHECK_TIMEOUT_MILLIS = 2_000;

  private final Map<String, Supplier<Future<?>>> checks = new ConcurrentHashMap<>();
  private volatile boolean started;
  private volatile boolean stopping;

  /** Adds a check that must succeed for the service to be ready. */
  public void check(String name, Supplier<Future<?>> check) {
    checks.put(name, check);
  }

  void started() {
    started = true;
  }

  void stopping() {
    stopping = true;
  }

  /** Each check's name with "up" or what is wrong; never fails. */
  Future<Map<String, String>> report() {
    Map<String, String> report = new TreeMap<>();
    if (!started || stopping) {
      report.put("service", stopping ? "stopping" : "starting");
      return Future.succeededFuture(report);
    }
    Map<String, Future<String>> running = new LinkedHashMap<>();
    checks.forEach((name, check) -> running.put(name, run(check)));
    return Future.join(running.values().stream().toList())
        .map(
            _ -> {
              running.forEach((name, result) -> report.put(name, result.result()));
              return report;
            });
  }

  private static Future<String> run(Supplier<Future<?>> check) {
    try {
      return check
          .get()
          .timeout(CHECK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
          .map(_ -> "up")
          .otherwise(failure -> "down: " + failure.getClass().getSimpleName());
    } catch (RuntimeException e) {
      return Future.succeededFuture("down: " + e.getClass().getSimpleName());
    }
  }
}

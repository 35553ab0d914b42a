package dev.dizhtime.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.Env;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServiceRunnerTest {
  private static final int BOUND_SECONDS = 30;

  private static RunningService start(int instances, ServiceVerticle verticle) {
    var environment =
        Map.of(
            "DIZHTIME_INSTANCES",
            Integer.toString(instances),
            "DIZHTIME_HTTP_HOST",
            "127.0.0.1",
            "DIZHTIME_MANAGEMENT_PORT",
            "0");
    return ServiceRunner.start(new Service("sample", () -> verticle), Env.of(environment));
  }

  @Test
  void startsTheFirstInstanceAloneAndThenTheOthersTogetherWhileItServes() throws Exception {
    var begun = new AtomicInteger();
    var firstIsThere = new AtomicBoolean();
    var others = new CountDownLatch(3);
    var served = new CountDownLatch(1);
    var made = new AtomicInteger();
    var reports = new ConcurrentLinkedQueue<Map<String, String>>();
    ServiceVerticle verticle =
        service -> {
          service.oncePerProcess("shared", made::incrementAndGet);
          if (begun.getAndIncrement() == 0) {
            service.blockingAhead("something slow", () -> true).await();
            reports.add(service.health().report().await());
            firstIsThere.set(true);
            return;
          }
          assertThat(firstIsThere).isTrue();
          others.countDown();
          service.blockingAhead("the others", () -> reached(others)).await();
          service.blockingAhead("a service that is up", () -> reached(served)).await();
          reports.add(service.health().report().await());
        };
    try (var service = start(4, verticle)) {
      served.countDown();
      service.whole().await(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(begun).hasValue(4);
      assertThat(made).hasValue(1);
      assertThat(reports)
          .containsExactly(Map.of("service", "starting"), Map.of(), Map.of(), Map.of());
    }
  }

  @Test
  void tellsWhenAnotherInstanceCannotStartAndTakesItDown() {
    var begun = new AtomicInteger();
    var stopped = new ConcurrentLinkedQueue<Integer>();
    ServiceVerticle verticle =
        service -> {
          int number = begun.getAndIncrement();
          service.onStop("instance", () -> stopped.add(number));
          if (number > 0) {
            throw new IllegalArgumentException("no room");
          }
        };
    try (var service = start(2, verticle)) {
      assertThatThrownBy(() -> service.whole().await(BOUND_SECONDS, TimeUnit.SECONDS))
          .hasMessageContaining("no room");
      assertThat(stopped).containsExactly(1);
    }
    assertThat(stopped).containsExactly(1, 0);
  }

  @Test
  void stopsAlsoWhatHasNotQuiteStarted() {
    var begun = new AtomicInteger();
    var stopped = new AtomicInteger();
    ServiceVerticle verticle =
        service -> {
          if (begun.getAndIncrement() > 0) {
            while (!service.health().report().await().containsValue("stopping")) {
              service.vertx().timer(1).await();
            }
            // There is still something to do, and then something to take down.
            for (int i = 0; i < 200; i++) {
              service.vertx().executeBlocking(() -> true).await();
            }
          }
          service.onStop("instance", stopped::incrementAndGet);
        };
    start(2, verticle).close();
    assertThat(stopped).hasValue(2);
  }

  private static boolean reached(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).as("all have begun").isTrue();
    return true;
  }

  @Test
  void beginsOnceWhatIsAskedForAheadAndLetsItBlockBesideOthers() {
    var begun = new ConcurrentLinkedQueue<String>();
    var together = new CyclicBarrier(2);
    ServiceVerticle verticle =
        service -> {
          for (String what : List.of("left", "right", "left", "right")) {
            service.blockingAhead(
                what,
                () -> {
                  begun.add(what);
                  return together.await(BOUND_SECONDS, TimeUnit.SECONDS);
                });
          }
          Future<Integer> left = service.ahead("left", () -> Future.failedFuture("begun again"));
          Future<Integer> right = service.ahead("right", () -> Future.failedFuture("begun again"));
          assertThat(left.await() + right.await()).isEqualTo(1);
        };
    try (var _ = start(1, verticle)) {
      assertThat(begun).containsExactlyInAnyOrder("left", "right");
    }
  }

  @Test
  void whatFailsAheadFailsTheStartThatWaitsForItAndLeavesNothingOpen() {
    var stopped = new ConcurrentLinkedQueue<String>();
    ServiceVerticle verticle =
        service -> {
          service.onStop("first", () -> stopped.add("first"));
          Future<Object> ahead =
              service.blockingAhead(
                  "broken",
                  () -> {
                    throw new IllegalArgumentException("no such place");
                  });
          service.onStop("second", () -> stopped.add("second"));
          ahead.await();
        };
    assertThatThrownBy(() -> start(2, verticle))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no such place");
    assertThat(stopped).containsExactly("second", "first");
  }
}

package dev.dizhtime.auth.breached;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.testkit.DrivenClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreachedPasswordsTest {
  private static final EmailAddress EMAIL = new EmailAddress("ada@example.test");
  private static final DisplayName NAME = new DisplayName("Ada");

  private final DrivenClock clock = DrivenClock.standing(Instant.parse("2026-11-30T12:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Optional<String> offline = Optional.empty();
  private Future<Boolean> answer = Future.succeededFuture(false);

  private final BreachedPasswords quality =
      new BreachedPasswords(
          (_, _, _) -> offline,
          sha1 -> {
            asked.add(sha1);
            return answer;
          },
          meters,
          clock);

  @Test
  void asksForTheHashAndRefusesWhatIsKnown() {
    assertThat(complaint("password")).isEmpty();
    assertThat(asked).containsExactly("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8");
    answer = Future.succeededFuture(true);
    assertThat(complaint("password")).hasValueSatisfying(it -> assertThat(it).contains("leak"));
    assertThat(counted("clean")).isOne();
    assertThat(counted("breached")).isOne();
  }

  @Test
  void asksNobodyAboutWhatIsRefusedOffline() {
    offline = Optional.of("is too short");
    assertThat(complaint("short")).contains("is too short");
    assertThat(asked).isEmpty();
    assertThat(counted("clean") + counted("breached") + counted("skipped")).isZero();
  }

  @Test
  void takesThePasswordWhenNobodyTellsAndAsksNobodyForAWhile() {
    answer = Future.failedFuture("gone");
    assertThat(complaint("one")).isEmpty();
    answer = Future.succeededFuture(true);
    clock.advance(BreachedPasswords.PAUSE.minusMillis(1));
    assertThat(complaint("two")).isEmpty();
    assertThat(asked).hasSize(1);
    assertThat(counted("unavailable")).isOne();
    assertThat(counted("skipped")).isOne();

    clock.advance(Duration.ofMillis(1));
    assertThat(complaint("three")).isPresent();
  }

  @Test
  void asksForABoundedNumberAtOnce() {
    Promise<Boolean> late = Promise.promise();
    answer = late.future();
    var people = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var waiting =
          IntStream.range(0, BreachedPasswords.MAX_AT_ONCE)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> complaint("of " + i), people))
              .toList();
      eventually(() -> assertThat(asked).hasSize(BreachedPasswords.MAX_AT_ONCE));

      answer = Future.succeededFuture(true);
      Optional<String> oneMore = complaint("one more");
      late.complete(true);
      assertThat(waiting).allSatisfy(each -> assertThat(each.join()).isPresent());
      assertThat(oneMore).isEmpty();
      assertThat(counted("skipped")).isOne();
    } finally {
      // Else nobody who waits would let the test end.
      late.tryComplete(false);
      people.shutdown();
    }
    assertThat(complaint("after them")).isPresent();
  }

  private Optional<String> complaint(String password) {
    return quality.complaint(password, EMAIL, NAME);
  }

  private double counted(String outcome) {
    return meters.get("dizhtime.auth.breached.passwords").tag("outcome", outcome).counter().count();
  }
}

package dev.dizhtime.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.testkit.DrivenClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private static final Endpoint A = new Endpoint("a", 80, false);
  private static final Endpoint B = new Endpoint("b", 80, false);
  private static final Endpoint C = new Endpoint("c", 80, false);
  private static final Set<Endpoint> NONE = Set.of();

  private final DrivenClock clock = DrivenClock.standing(Instant.parse("2026-11-23T12:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Balancer balancer = new Balancer(clock, meters);

  @Test
  void theEndpointWithTheFewestRequestsInHandGetsTheNext() {
    List<Endpoint> taken = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      taken.add(take(A, B, C).endpoint());
    }
    for (int round = 0; round < 9; round += 3) {
      assertThat(taken.subList(round, round + 3)).containsExactlyInAnyOrder(A, B, C);
    }
  }

  @Test
  void whoIsDoneSoonerGetsMore() {
    Balancer.Lease slow = take(A);
    for (int i = 0; i < 20; i++) {
      Balancer.Lease quick = take(A, B);
      assertThat(quick.endpoint()).isEqualTo(B);
      quick.answered(200, true);
      quick.end();
    }
    slow.end();
    slow.end();
    Set<Endpoint> both = new HashSet<>(List.of(take(A, B).endpoint(), take(A, B).endpoint()));
    assertThat(both).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void whatWasTriedIsNotTriedAgain() {
    assertThat(balancer.take(List.of(A, B), Set.of(A)).orElseThrow().endpoint()).isEqualTo(B);
    assertThat(balancer.take(List.of(A), Set.of(A))).isEmpty();
  }

  @Test
  void whatFailsInARowIsLeftAlone() {
    fail(A, Condition.MAX_FAILURES - 1);
    Balancer.Lease well = take(A);
    well.answered(200, true);
    well.end();
    fail(A, Condition.MAX_FAILURES - 1);
    assertThat(balancer.take(List.of(A), NONE)).isPresent();
    fail(A, 1);

    assertThat(balancer.take(List.of(A), NONE)).isEmpty();
    assertThat(take(A, B).endpoint()).isEqualTo(B);
  }

  @Test
  void itIsTriedWithOneRequestBeforeItIsTrustedAgain() {
    fail(A, Condition.MAX_FAILURES);
    clock.advance(Duration.ofMillis(Condition.FIRST_REST_MILLIS));

    Balancer.Lease trial = take(A);
    assertThat(balancer.take(List.of(A), NONE)).as("beside the trial").isEmpty();
    trial.answered(200, true);
    trial.end();

    take(A);
    take(A);
  }

  @Test
  void aTrialThatFailsMakesTheRestLongerUpToABound() {
    fail(A, Condition.MAX_FAILURES);
    long rest = Condition.FIRST_REST_MILLIS;
    for (int i = 0; i < 8; i++) {
      clock.advance(Duration.ofMillis(rest - 1));
      assertThat(balancer.take(List.of(A), NONE)).isEmpty();
      clock.advance(Duration.ofMillis(1));
      fail(A, 1);
      rest = Math.min(rest * 2, Condition.MAX_REST_MILLIS);
    }
    assertThat(rest).isEqualTo(Condition.MAX_REST_MILLIS);
  }

  @Test
  void aTrialThatTheClientBreaksOffIsFollowedByAnother() {
    fail(A, Condition.MAX_FAILURES);
    clock.advance(Duration.ofMillis(Condition.FIRST_REST_MILLIS));
    take(A).end();

    assertThat(balancer.take(List.of(A), NONE)).isPresent();
  }

  @Test
  void aTrialThatTakesItsTimeIsFollowedByAnotherBesideIt() {
    fail(A, Condition.MAX_FAILURES);
    clock.advance(Duration.ofMillis(Condition.FIRST_REST_MILLIS));
    Balancer.Lease slow = take(A);
    clock.advance(Duration.ofMillis(Condition.FIRST_REST_MILLIS - 1));
    assertThat(balancer.take(List.of(A), NONE)).isEmpty();
    clock.advance(Duration.ofMillis(1));

    Balancer.Lease next = take(A);
    assertThat(balancer.take(List.of(A), NONE)).as("beside the second trial").isEmpty();
    next.answered(200, false);
    next.end();

    slow.end();
    take(A);
    take(A);
  }

  @Test
  void anEndpointThatFailsHalfOfTheTimeIsLeftAlone() {
    for (int i = 0; i < Condition.MIN_SAMPLE / 2; i++) {
      answer(A, 200);
      assertThat(balancer.take(List.of(A), NONE)).isPresent().get().satisfies(Balancer.Lease::end);
      fail(A, 1);
    }
    assertThat(balancer.take(List.of(A), NONE)).isEmpty();
  }

  @Test
  void failuresOfLongAgoDoNotCount() {
    for (int i = 0; i < 3 * Condition.MIN_SAMPLE; i++) {
      answer(A, 200);
      fail(A, 1);
      clock.advance(Duration.ofMillis(Condition.WINDOW_MILLIS / 4));
    }
    assertThat(balancer.take(List.of(A), NONE)).isPresent();
  }

  @Test
  void whoSaysThatItIsNotWellIsStillBetterThanNobody() {
    for (int i = 0; i < Condition.MAX_FAILURES; i++) {
      answer(A, 503);
    }
    assertThat(take(A, B).endpoint()).isEqualTo(B);
    assertThat(take(A, B).endpoint()).isEqualTo(B);
    assertThat(take(A).endpoint()).isEqualTo(A);
  }

  @Test
  void whatNobodyAsksForAnyMoreIsForgotten() {
    fail(A, Condition.MAX_FAILURES);
    fail(B, Condition.MAX_FAILURES);
    Balancer.Lease busy = take(C);
    clock.advance(Duration.ofMillis(Condition.FORGOTTEN_MILLIS - 1));
    assertThat(known("half-open")).isEqualTo(2);
    take(B).end();
    clock.advance(Duration.ofMillis(Balancer.CLEAN_MILLIS));

    assertThat(known("half-open")).as("B, which was asked for").isEqualTo(1);
    assertThat(known("closed")).as("C, which has a request").isEqualTo(1);
    busy.end();
    clock.advance(Duration.ofMillis(Condition.FORGOTTEN_MILLIS));
    assertThat(known("half-open") + known("open") + known("closed")).isZero();
  }

  private double known(String state) {
    return meters.get("dizhtime.gateway.endpoints").tag("state", state).gauge().value();
  }

  private void answer(Endpoint endpoint, int status) {
    Balancer.Lease lease = take(endpoint);
    lease.answered(status, true);
    lease.end();
  }

  private void fail(Endpoint endpoint, int times) {
    for (int i = 0; i < times; i++) {
      Balancer.Lease lease = take(endpoint);
      lease.failed();
      lease.end();
    }
  }

  private Balancer.Lease take(Endpoint... endpoints) {
    return balancer.take(List.of(endpoints), NONE).orElseThrow();
  }
}

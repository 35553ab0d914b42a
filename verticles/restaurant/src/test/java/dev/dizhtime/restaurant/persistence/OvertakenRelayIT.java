package dev.dizhtime.restaurant.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.runtime.messaging.OutboxSource.Waiting;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two relays at once, as after a lease that ran out: the last that is said is how it is. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class OvertakenRelayIT {
  private static final int LIMIT = 500;
  private static final Duration BEYOND_THE_LEASE = Duration.ofMillis(RelayLease.HOLD_MILLIS + 1);

  private static final Duration SETTLED = Duration.ofMillis(Contested.SETTLE_MILLIS + 1);

  private final DrivenClock clock = DrivenClock.standing(Instant.now());

  @Test
  void saysARestaurantAgainWhenAnOldSnapshotMayHaveComeLast(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          var publisher = Publisher.open(bench.service());
          MongoOutbox held = bench.outbox(clock);
          MongoOutbox other = bench.outbox(clock);
          Restaurant one = bench.published("overtaken");

          List<Waiting> inHand = held.next(LIMIT);
          clock.advance(BEYOND_THE_LEASE);
          relay(other, publisher);
          one = bench.saved(one, one.unpublish(Instant.now()));
          relay(other, publisher);
          publish(inHand, publisher);
          held.published(inHand);

          assertThat(last(infra, one).json().at("/version").asLong()).isEqualTo(1);
          clock.advance(BEYOND_THE_LEASE);
          relay(other, publisher);
          assertThat(last(infra, one).json().at("/version").asLong()).isEqualTo(2);
          assertThat(last(infra, one).type()).isEqualTo("dizhtime.restaurant.unpublished.v1");
          assertThat(other.waiting()).isZero();
        });
  }

  @Test
  void saysItAgainAlsoWhenTheOneThatWasFasterForgetsItSecond(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          var publisher = Publisher.open(bench.service());
          MongoOutbox held = bench.outbox(clock);
          MongoOutbox other = bench.outbox(clock);
          Restaurant one = bench.published("faster");

          List<Waiting> inHand = held.next(LIMIT);
          clock.advance(BEYOND_THE_LEASE);
          one = bench.renamed(one, "Second");
          List<Waiting> both = other.next(LIMIT);
          publish(both, publisher);
          publish(inHand, publisher);
          held.published(inHand);
          other.published(both);

          assertThat(last(infra, one).json().at("/version").asLong()).isEqualTo(1);
          relay(other, publisher);
          assertThat(last(infra, one).json().at("/version").asLong()).isEqualTo(2);
          assertThat(other.waiting()).isZero();
        });
  }

  @Test
  void saysItAgainWhenTheOneWithTheOldSnapshotIsKilledBeforeItForgets(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          var publisher = Publisher.open(bench.service());
          MongoOutbox killed = bench.outbox(clock);
          MongoOutbox other = bench.outbox(clock);
          Restaurant one = bench.published("killed");

          List<Waiting> inHand = killed.next(LIMIT);
          clock.advance(BEYOND_THE_LEASE);
          relay(other, publisher);
          bench.renamed(one, "Second");
          relay(other, publisher);
          publish(inHand, publisher);

          assertThat(last(infra, one).json().at("/version").asLong()).isEqualTo(1);
          // The one that knew of it may be gone as well.
          clock.advance(SETTLED);
          MongoOutbox third = bench.outbox(clock);
          assertThat(third.next(LIMIT)).isEmpty();
          relay(third, publisher);
          assertThat(last(infra, one).json().at("/version").asLong()).isEqualTo(2);
          clock.advance(SETTLED);
          assertThat(third.next(LIMIT)).isEmpty();
          assertThat(third.waiting()).isZero();
        });
  }

  @Test
  void waitsForOneThatHasLostTheLeaseAndIsStillAtIt(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          var publisher = Publisher.open(bench.service());
          MongoOutbox slow = bench.outbox(clock);
          MongoOutbox other = bench.outbox(clock);
          bench.published("slow");

          assertThat(slow.next(LIMIT)).hasSize(1);
          clock.advance(BEYOND_THE_LEASE);
          relay(other, publisher);
          clock.advance(SETTLED);
          relay(other, publisher);
          slow.keep();
          clock.advance(SETTLED);
          relay(other, publisher);
        });
  }

  @Test
  void saysNothingAgainAfterALeaseThatWasGivenBack(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          var first = new RelayLease(bench.mongo(), clock);
          assertThat(first.hold()).isTrue();
          bench.published("given back");
          first.release();
          MongoOutbox next = bench.outbox(clock);
          relay(next, Publisher.open(bench.service()));
          clock.advance(SETTLED);
          next.next(LIMIT);
          assertThat(next.next(LIMIT)).isEmpty();
        });
  }

  @Test
  void saysNothingTwiceThatOnlyChangedMeanwhile(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          MongoOutbox outbox = bench.outbox(clock);
          Restaurant one = bench.published("changed");
          bench.published("unchanged");
          List<Waiting> first = outbox.next(LIMIT);
          assertThat(first).hasSize(2);
          bench.renamed(one, "Second");
          outbox.published(first);
          List<Waiting> second = outbox.next(LIMIT);
          assertThat(second).hasSize(1);
          outbox.published(second);
          assertThat(outbox.next(LIMIT)).isEmpty();
          assertThat(outbox.waiting()).isZero();
        });
  }

  @Test
  void keepsTheLeaseOfOneThatWaitsForTheBroker(Infrastructure infra) {
    Bench.run(
        Bench.environment(infra),
        bench -> {
          MongoOutbox waiting = bench.outbox(clock);
          MongoOutbox other = bench.outbox(clock);
          bench.published("patient");
          assertThat(waiting.next(LIMIT)).hasSize(1);
          for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMillis(RelayLease.HOLD_MILLIS * 2 / 3));
            waiting.keep();
            assertThat(other.next(LIMIT)).isEmpty();
          }
        });
  }

  private static void relay(MongoOutbox outbox, Publisher publisher) {
    List<Waiting> batch = outbox.next(LIMIT);
    assertThat(batch).isNotEmpty();
    publish(batch, publisher);
    outbox.published(batch);
  }

  private static void publish(List<Waiting> batch, Publisher publisher) {
    publisher.publish(batch.stream().map(Waiting::envelope).toList()).await();
  }

  private static Event last(Infrastructure infra, Restaurant restaurant) {
    return infra.events().all(Topic.RESTAURANTS).stream()
        .filter(event -> event.key().equals(restaurant.restaurantId().toString()))
        .toList()
        .getLast();
  }
}

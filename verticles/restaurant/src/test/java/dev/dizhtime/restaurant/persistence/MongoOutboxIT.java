package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.restaurant.StockRefused;
import dev.dizhtime.restaurant.RestaurantService;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.messaging.OutboxSource.Waiting;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drives the outbox by hand, without the relay, to stop at the moments that matter. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class MongoOutboxIT {
  private static final int LIMIT = 500;

  private Map<String, String> env;

  /** A database of the case's own. */
  @BeforeEach
  void fresh(Infrastructure infra) {
    env = Bench.environment(infra);
  }

  private void bench(Bench.Case each) {
    Bench.run(env, each);
  }

  private static List<UUID> ids(List<Waiting> batch) {
    return batch.stream().map(each -> each.envelope().id()).toList();
  }

  @Test
  void sendsAgainWithTheSameIdWhatWasPublishedButNotMarked(Infrastructure infra) {
    String[] sent = new String[1];
    bench(
        bench -> {
          bench.published("crash");
          List<Waiting> batch = bench.outbox().next(LIMIT);
          Publisher.open(bench.service()).publish(batch.getFirst().envelope()).await();
          sent[0] = ids(batch).getFirst().toString();
        });
    try (RunningService _ = ServiceRunner.start(RestaurantService.SERVICE, Env.of(env))) {
      eventually(
          () ->
              assertThat(
                      infra.events().all(Topic.RESTAURANTS).stream()
                          .map(event -> event.header("ce_id")))
                  .filteredOn(sent[0]::equals)
                  .hasSize(2));
    }
  }

  @Test
  void keepsTheOrderOfARestaurantAndForgetsOnlyWhatWasPublished() {
    bench(
        bench -> {
          MongoOutbox outbox = bench.outbox();
          Restaurant one = bench.renamed(bench.published("1"), "Second");
          List<Waiting> batch = outbox.next(LIMIT);
          assertThat(batch).hasSize(2);
          bench.renamed(one, "Third");
          outbox.published(batch);
          List<Waiting> rest = outbox.next(LIMIT);
          assertThat(rest).hasSize(1);
          assertThat(rest.getFirst().envelope().payload()).contains("Third");
          outbox.published(rest);
          assertThat(outbox.next(LIMIT)).isEmpty();
          assertThat(outbox.waiting()).isZero();
          assertThat(outbox.lagMillis()).isZero();
        });
  }

  @Test
  void forgetsNothingThatCameAfterAnotherRelayHadForgottenTheSame() {
    bench(
        bench -> {
          MongoOutbox outbox = bench.outbox();
          Restaurant one = bench.published("stale");
          List<Waiting> batch = outbox.next(LIMIT);
          outbox.published(batch);
          bench.renamed(one, "Newer");
          outbox.published(batch);
          // And it is told once more, because the other's record may have come last.
          assertThat(outbox.next(LIMIT))
              .hasSize(2)
              .allSatisfy(each -> assertThat(each.envelope().payload()).contains("Newer"));
          assertThat(outbox.waiting()).isEqualTo(1);
        });
  }

  @Test
  void takesNoMoreThanTheLimitAndTheRestNextTime() {
    bench(
        bench -> {
          MongoOutbox outbox = bench.outbox();
          Restaurant one = bench.published("limit");
          for (int i = 0; i < 4; i++) {
            one = bench.renamed(one, "Name " + i);
          }
          List<Waiting> first = outbox.next(3);
          assertThat(first).hasSize(3);
          outbox.published(first);
          List<Waiting> second = outbox.next(3);
          assertThat(second).hasSize(2);
          assertThat(second.getLast().envelope().payload()).contains("Name 3");
        });
  }

  @Test
  void keepsTheLastSnapshotsWhenTooManyWait() {
    bench(
        bench -> {
          Restaurant one = bench.published("full");
          for (int i = 1; i <= RestaurantDocument.MAX_OUTBOX; i++) {
            one = bench.renamed(one, "Name " + i + ".");
          }
          MongoOutbox outbox = bench.outbox();
          List<Waiting> batch = outbox.next(LIMIT);
          assertThat(batch).hasSize(RestaurantDocument.MAX_OUTBOX);
          assertThat(batch.getFirst().envelope().payload()).contains("Name 1.");
          assertThat(batch.getLast().envelope().payload())
              .contains("Name " + RestaurantDocument.MAX_OUTBOX + ".");
          outbox.published(batch);
          assertThat(outbox.waiting()).isZero();
        });
  }

  @Test
  void losesNoReplyAmongTooManySnapshotsNorWhenOneComesWhileOthersArePublished() {
    bench(
        bench -> {
          var stock = new MongoStock(bench.mongo(), new OutboxBell(bench.service().vertx()));
          MongoOutbox outbox = bench.outbox();
          Restaurant one = bench.published("replies");
          StockRefused first = refusal(one);
          assertThat(stock.refuse(first)).isTrue();
          assertThat(stock.refuse(first)).isFalse();
          for (int i = 0; i <= RestaurantDocument.MAX_OUTBOX; i++) {
            one = bench.renamed(one, "Name " + i);
          }
          List<Waiting> batch = outbox.next(LIMIT);
          assertThat(batch).hasSize(RestaurantDocument.MAX_OUTBOX + 1);
          assertThat(batch.getLast().envelope().key()).isEqualTo(first.orderId().toString());
          outbox.published(batch);
          assertThat(outbox.waiting()).isZero();

          one = bench.renamed(one, "Last");
          List<Waiting> snapshot = outbox.next(LIMIT);
          assertThat(stock.refuse(refusal(one))).isTrue();
          outbox.published(snapshot);
          assertThat(outbox.next(LIMIT)).hasSize(1);
        });
  }

  @Test
  void takesNoMoreRepliesThanMayWait() {
    bench(
        bench -> {
          var stock = new MongoStock(bench.mongo(), new OutboxBell(bench.service().vertx()));
          Restaurant one = bench.published("full of replies");
          for (int i = 0; i < MongoStock.MAX_REPLIES; i++) {
            assertThat(stock.refuse(refusal(one))).isTrue();
          }
          assertThat(stock.refuse(refusal(one))).isFalse();
        });
  }

  private static StockRefused refusal(Restaurant restaurant) {
    return new StockRefused(
        new OrderId(UUID.randomUUID()),
        restaurant.restaurantId(),
        List.of(new MenuItemId(UUID.randomUUID())),
        restaurant.updatedAt());
  }

  @Test
  void letsOneRelayAtATimeAndTheNextWhenItIsLetGo() {
    bench(
        bench -> {
          var first = new RelayLease(bench.mongo(), bench.service().clock());
          var second = new RelayLease(bench.mongo(), bench.service().clock());
          assertThat(first.hold()).isTrue();
          assertThat(second.hold()).isFalse();
          assertThat(first.hold()).isTrue();
          first.release();
          assertThat(second.hold()).isTrue();
          assertThat(first.hold()).isFalse();
        });
  }
}

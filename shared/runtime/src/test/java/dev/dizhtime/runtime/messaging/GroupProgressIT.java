package dev.dizhtime.runtime.messaging;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.sample.OnService;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class GroupProgressIT {
  private static final int BOUND_SECONDS = 30;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CompletableFuture<Void> goOn = new CompletableFuture<>();
  private final CompletableFuture<ServiceContext> context = new CompletableFuture<>();
  private volatile GroupProgress progress;

  @Test
  void aGroupIsPastAMarkWhenTheEffectsOfAllBeforeItAreKept(Infrastructure infra) throws Exception {
    var environment = new HashMap<>(infra.environment("progress"));
    environment.put("DIZHTIME_INSTANCES", "1");
    try (RunningService _ =
        ServiceRunner.start(new Service("progress", () -> this::open), Env.of(environment))) {
      eventually(() -> assertThat(isPast(mark())).as("with nothing to read").isTrue());

      infra
          .events()
          .send(
              new FundsReserved(
                  new OrderId(UUID.randomUUID()), new Money(1, "USD"), Instant.now()));
      assertThat(reached.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
      GroupProgress.Mark mark = mark();
      assertThat(isPast(mark)).as("while it is being handled").isFalse();

      goOn.complete(null);
      eventually(() -> assertThat(isPast(mark)).as("when it was handled").isTrue());
    } finally {
      goOn.complete(null);
    }
  }

  private void open(ServiceContext service) {
    Postgres postgres = Postgres.open(service, "dev/dizhtime/runtime/sample/db");
    InboxConsumer consumer =
        InboxConsumer.of(service, ConsumerGroup.ORDER, postgres, Publisher.open(service))
            .on(
                FundsReserved.class,
                (_, _) -> {
                  reached.countDown();
                  // Not by blocking: the questions are asked on the same context.
                  Future.fromCompletionStage(goOn).await();
                });
    consumer.start();
    progress = consumer.progress();
    context.complete(service);
  }

  private GroupProgress.Mark mark() throws Exception {
    return OnService.ask(context.get(), () -> progress.present());
  }

  private boolean isPast(GroupProgress.Mark mark) throws Exception {
    return OnService.ask(context.get(), () -> progress.past(List.of(mark))) == 1;
  }
}

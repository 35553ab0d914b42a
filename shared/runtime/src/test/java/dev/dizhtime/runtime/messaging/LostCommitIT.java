package dev.dizhtime.runtime.messaging;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.runtime.sample.OnService;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

/** What others read off committed offsets is so, also where no message comes any more. */
@RealInfrastructure(Server.KAFKA)
class LostCommitIT {
  private static final Set<Class<? extends Message>> READ = Set.of(WalletToppedUp.class);

  private final List<Long> handled = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicBoolean othersHaveAll = new AtomicBoolean();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final List<Map<?, ?>> commits = new CopyOnWriteArrayList<>();
  private final CompletableFuture<ServiceContext> context = new CompletableFuture<>();
  private volatile GroupProgress progress;

  @Test
  void aCommitThatWasRefusedIsMadeWithoutAnotherMessage(Infrastructure infra) throws Exception {
    refusals.set(2);
    try (RunningService _ = start(infra)) {
      infra.events().send(Ledger.toppedUp(Ledger.newKey(), 1));
      eventually(() -> assertThat(handled).containsExactly(1L));
      var mark = List.of(OnService.ask(context.get(), () -> progress.present()));
      eventually(() -> assertThat(OnService.ask(context.get(), () -> progress.past(mark))).isOne());
      assertThat(refusals).hasValue(0);
    }
  }

  @Test
  void nothingIsCommittedOfPartitionsThatOthersHaveByNow(Infrastructure infra) throws Exception {
    try (RunningService _ = start(infra)) {
      othersHaveAll.set(true);
      infra.events().send(Ledger.toppedUp(Ledger.newKey(), 1));
      eventually(() -> assertThat(handled).containsExactly(1L));
      eventually(() -> assertThat(asked).isTrue());
      infra.events().send(Ledger.toppedUp(Ledger.newKey(), 2));
      eventually(() -> assertThat(handled).containsExactly(1L, 2L));
      assertThat(commits).isEmpty();
      othersHaveAll.set(false);
      infra.events().send(Ledger.toppedUp(Ledger.newKey(), 3));
      eventually(() -> assertThat(commits).isNotEmpty());
    }
  }

  private RunningService start(Infrastructure infra) {
    var environment = new HashMap<>(infra.environment("commits"));
    environment.put("DIZHTIME_INSTANCES", "1");
    return ServiceRunner.start(new Service("commits", () -> this::open), Env.of(environment));
  }

  private void open(ServiceContext service) {
    ConsumerLoop.start(
        service,
        ConsumerGroup.WALLET,
        Publisher.open(service),
        READ,
        batch ->
            batch.forEach(
                each -> handled.add(((WalletToppedUp) each.message()).amount().amountMinor())),
        this::between);
    progress = GroupProgress.open(service, ConsumerGroup.WALLET, READ);
    context.complete(service);
  }

  @SuppressWarnings("unchecked")
  private KafkaConsumer<String, String> between(KafkaConsumer<String, String> real) {
    return (KafkaConsumer<String, String>)
        Proxy.newProxyInstance(
            KafkaConsumer.class.getClassLoader(),
            new Class<?>[] {KafkaConsumer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("assignment") && othersHaveAll.get()) {
                asked.set(true);
                return Future.succeededFuture(Set.of());
              }
              if (method.getName().equals("commit")) {
                if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                  return Future.failedFuture(new RebalanceInProgressException("moving"));
                }
                commits.add(Map.copyOf((Map<?, ?>) arguments[0]));
              }
              return method.invoke(real, arguments);
            });
  }
}

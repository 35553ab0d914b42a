package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import io.vertx.core.Future;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** A poll that fails while the partitions are paused does not leave them so. */
@RealInfrastructure(Server.KAFKA)
class PausedConsumerIT {
  private final List<Long> handled = new CopyOnWriteArrayList<>();
  private final AtomicBoolean down = new AtomicBoolean(true);
  private final AtomicBoolean nextPollFails = new AtomicBoolean();
  private final AtomicBoolean pollFailed = new AtomicBoolean();

  @Test
  void partitionsThatWerePausedWhenAPollFailedAreReadAgain(Infrastructure infra) {
    var environment = new HashMap<>(infra.environment("paused"));
    environment.put("DIZHTIME_INSTANCES", "1");
    try (RunningService _ =
        ServiceRunner.start(new Service("paused", () -> this::open), Env.of(environment))) {
      UserId key = Ledger.newKey();
      infra.events().send(Ledger.toppedUp(key, 1));
      Eventually.eventually(() -> assertThat(handled).containsExactly(1L));
      assertThat(pollFailed).isTrue();
      infra.events().send(Ledger.toppedUp(key, 2));
      Eventually.eventually(() -> assertThat(handled).containsExactly(1L, 2L));
    }
  }

  private void open(ServiceContext service) {
    ConsumerLoop.start(
        service,
        ConsumerGroup.WALLET,
        Publisher.open(service),
        Set.of(WalletToppedUp.class),
        this::process,
        this::failingOnce);
  }

  /** Fails once as if something were down, which has the loop pause and poll. */
  private void process(List<Incoming> batch) throws IOException {
    if (down.getAndSet(false)) {
      nextPollFails.set(true);
      throw new IOException("down");
    }
    batch.forEach(each -> handled.add(((WalletToppedUp) each.message()).amount().amountMinor()));
  }

  /** The real consumer, one of whose polls the broker refuses. */
  @SuppressWarnings("unchecked")
  private KafkaConsumer<String, String> failingOnce(KafkaConsumer<String, String> real) {
    return (KafkaConsumer<String, String>)
        Proxy.newProxyInstance(
            KafkaConsumer.class.getClassLoader(),
            new Class<?>[] {KafkaConsumer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("poll") && nextPollFails.getAndSet(false)) {
                pollFailed.set(true);
                return Future.failedFuture(
                    new TopicAuthorizationException(Set.of(Topic.WALLET.name())));
              }
              return method.invoke(real, arguments);
            });
  }
}

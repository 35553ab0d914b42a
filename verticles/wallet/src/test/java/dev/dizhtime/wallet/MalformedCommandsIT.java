package dev.dizhtime.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Headers;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands that nobody could carry out, whoever sent them. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class MalformedCommandsIT {
  private static RunningWallet wallet;

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1);
  }

  @AfterAll
  static void stop() {
    wallet.close();
  }

  @Test
  void aHoldOfNoAmountIsSetAsideAndSaysWhatIsMissing() {
    String order = UUID.randomUUID().toString();
    wallet
        .infra
        .events()
        .send(
            Topic.WALLET_COMMANDS.topicName(wallet.infra.topicPrefix()),
            order,
            Json.write(Map.of("orderId", order, "customerId", order)),
            EventProbe.cloudEvent(UUID.randomUUID(), "dizhtime.wallet.reserve-funds.v1", order));

    var letter =
        wallet
            .infra
            .events()
            .await(
                ConsumerGroup.WALLET.deadLetterTopic(wallet.infra.topicPrefix()),
                each -> each.key().equals(order),
                Duration.ofSeconds(20));
    assertThat(letter.header(Headers.DEAD_LETTER_REASON)).isEqualTo("amount is missing");
  }
}

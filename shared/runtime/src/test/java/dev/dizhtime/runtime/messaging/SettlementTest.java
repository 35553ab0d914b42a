package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.messaging.OutboxSource.Waiting;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final Exception TOO_LARGE = new RecordTooLargeException();
  private static final Exception FORBIDDEN = new TopicAuthorizationException("no right");

  @Test
  void forgetsAllThatWasPublished() {
    Settlement settlement = settle(batch("a", "b"), null, null);

    assertThat(positions(settlement.published())).containsExactly(0, 1);
    assertThat(settlement.unsendable()).isEmpty();
    assertThat(settlement.failure()).isEmpty();
  }

  @Test
  void setsAsideWhatIsTooLargeAndForgetsWhatStoodBehindIt() {
    Settlement settlement = settle(batch("a", "a", "b"), TOO_LARGE, null, null);

    assertThat(positions(settlement.unsendable())).containsExactly(0);
    assertThat(positions(settlement.published())).containsExactly(1, 2);
    assertThat(settlement.failure()).isEmpty();
  }

  @Test
  void publishesAgainWhatFailedForTheMomentAndWhatStoodBehindItUnderTheSameKey() {
    Settlement settlement = settle(batch("a", "b", "a", "a"), FORBIDDEN, null, null, TOO_LARGE);

    assertThat(positions(settlement.published())).containsExactly(1);
    assertThat(positions(settlement.unsendable())).containsExactly(3);
    assertThat(settlement.failure()).containsSame(FORBIDDEN);
  }

  @Test
  void setsNothingAsideForTheInvalidRecordOfAnother() {
    Settlement settlement = settle(batch("a"), new InvalidRecordException("in the same request"));

    assertThat(settlement.unsendable()).isEmpty();
    assertThat(settlement.failure()).isPresent();
  }

  private static Settlement settle(List<Waiting> batch, Exception... failures) {
    return Settlement.of(
        batch, Arrays.stream(failures).map(each -> Optional.<Throwable>ofNullable(each)).toList());
  }

  private static List<Waiting> batch(String... keys) {
    return IntStream.range(0, keys.length)
        .mapToObj(i -> new Waiting(i, envelope(keys[i])))
        .toList();
  }

  private static Envelope envelope(String key) {
    return new Envelope(
        UUID.randomUUID(),
        "dizhtime.wallet.topped-up.v1",
        Topic.WALLET,
        key,
        "{}",
        Instant.EPOCH,
        new TraceContext(null, null));
  }

  private static List<Object> positions(List<Waiting> batch) {
    return batch.stream().map(Waiting::position).toList();
  }
}

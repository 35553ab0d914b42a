package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.Consumer;

/** What is measured of a consumer group's work. */
final class ConsumerMeters {
  private final MeterRegistry meters;
  private final Timer processing;
  private final Counter messages;
  private final Counter deadLetters;
  private final Counter retries;
  private final Gauge lag;

  ConsumerMeters(MeterRegistry meters, ConsumerGroup group, Consumer<?, ?> consumer) {
    this.meters = meters;
    String name = group.groupName();
    processing =
        Timer.builder("messaging.process.duration")
            .description("How long batches took, retries and all")
            .tag("messaging.system", "kafka")
            .tag("messaging.consumer.group.name", name)
            .publishPercentileHistogram()
            .register(meters);
    messages =
        Counter.builder("messaging.client.consumed.messages")
            .tag("messaging.consumer.group.name", name)
            .register(meters);
    deadLetters =
        Counter.builder("dizhtime.consumer.dead.letters")
            .description("Messages that were given up on")
            .tag("group", name)
            .register(meters);
    retries =
        Counter.builder("dizhtime.consumer.retries")
            .description("Waits before something was tried again")
            .tag("group", name)
            .register(meters);
    lag =
        Gauge.builder("dizhtime.consumer.lag.records", consumer, ConsumerMeters::lag)
            .description("Records that wait in the partitions of this instance")
            .tag("group", name)
            .register(meters);
  }

  void timed(int count, Runnable work) {
    processing.record(work);
    messages.increment(count);
  }

  void deadLetter() {
    deadLetters.increment();
  }

  void retry() {
    retries.increment();
  }

  void close() {
    meters.remove(lag);
  }

  private static double lag(Consumer<?, ?> consumer) {
    return consumer.metrics().entrySet().stream()
        .filter(each -> each.getKey().name().equals("records-lag"))
        .map(each -> each.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(each -> !Double.isNaN(each))
        .sum();
  }
}

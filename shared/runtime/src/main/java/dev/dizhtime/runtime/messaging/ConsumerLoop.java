package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.runtime.Transience;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.kafka.client.common.KafkaClientOptions;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics as a consumer group: poll, process, commit these offsets, poll again. The next poll
 * waits for the last batch, so what is in memory is bounded by one poll.
 *
 * <p>When a batch fails because something is down, it is tried again without end, and the broker is
 * polled with all partitions paused meanwhile, so that the group does not think us dead. When it
 * fails otherwise its messages are tried one by one, {@value #MAX_ATTEMPTS} times each, and what
 * still fails goes to the group's dead-letter topic with the reason; a try counts only where
 * another message would have had its effect. What can't be read goes there at once. A dead letter
 * that is said again names its group; every other group passes it over.
 */
final class ConsumerLoop {
  static final int MAX_ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long FIRST_BACKOFF_MILLIS = 50;
  private static final long MAX_BACKOFF_MILLIS = 5_000;

  private final ServiceContext service;
  private final ConsumerGroup group;
  private final KafkaConfig config;
  private final Publisher publisher;
  private final BatchProcessor processor;
  private final Set<String> types;
  private final KafkaConsumer<String, String> consumer;
  private final ConsumerMeters meters;
  private final UncommittedOffsets offsets;
  private final Deque<KafkaConsumerRecords<String, String>> early = new ArrayDeque<>();
  private boolean paused;

  private ConsumerLoop(
      ServiceContext service,
      ConsumerGroup group,
      Publisher publisher,
      Set<String> types,
      BatchProcessor processor,
      KafkaConfig config,
      KafkaConsumer<String, String> consumer) {
    this.service = service;
    this.group = group;
    this.config = config;
    this.publisher = publisher;
    this.processor = processor;
    this.types = types;
    this.consumer = consumer;
    this.offsets = new UncommittedOffsets(consumer);
    this.meters = new ConsumerMeters(service.meters(), group, consumer.unwrap());
  }

  /** Starts reading the topics of these messages; ends with the service. */
  static void start(
      ServiceContext service,
      ConsumerGroup group,
      Publisher publisher,
      Set<Class<? extends Message>> messages,
      BatchProcessor processor) {
    start(service, group, publisher, messages, processor, UnaryOperator.identity());
  }

  /** The same, with something between the loop and its consumer. */
  static void start(
      ServiceContext service,
      ConsumerGroup group,
      Publisher publisher,
      Set<Class<? extends Message>> messages,
      BatchProcessor processor,
      UnaryOperator<KafkaConsumer<String, String>> between) {
    Set<String> types = messages.stream().map(Messages::typeOf).collect(Collectors.toSet());
    KafkaConfig config = KafkaConfig.of(service);
    var consumer = between.apply(consumer(service, group, config));
    ConsumerLoop loop =
        new ConsumerLoop(service, group, publisher, types, processor, config, consumer);
    loop.consumer.subscribe(config.topicNames(messages)).await();
    Future<Void> ended = service.spawn("consumer " + group.groupName(), loop::run);
    service.onStop(
        "consumer " + group.groupName(),
        () -> {
          ended.await();
          loop.meters.close();
          loop.consumer.close().await();
        });
  }

  private static KafkaConsumer<String, String> consumer(
      ServiceContext service, ConsumerGroup group, KafkaConfig config) {
    Map<String, Object> settings =
        new HashMap<>(config.consumer("dizhtime-" + service.name() + "-" + group.groupName()));
    settings.put("group.id", config.groupId(group.groupName()));
    return KafkaConsumer.create(
        service.vertx(),
        new KafkaClientOptions().setConfig(settings).setTracingPolicy(TracingPolicy.IGNORE));
  }

  private void run() {
    long backoff = FIRST_BACKOFF_MILLIS;
    try {
      while (!service.stopping()) {
        backoff = round() ? FIRST_BACKOFF_MILLIS : pause(backoff);
      }
    } catch (StoppedException _) {
      LOG.debug("{} stops with messages in hand, which come again", group.groupName());
    }
  }

  /** Returns whether all went well. What was polled and is not through is the next to be taken. */
  private boolean round() {
    KafkaConsumerRecords<String, String> records = null;
    try {
      records = nextRecords();
      if (!records.isEmpty()) {
        takeIn(records.records());
      }
      commit();
      return true;
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("{} tries again: {}", group.groupName(), e.toString());
      if (records != null) {
        early.addFirst(records);
      }
      return false;
    }
  }

  private KafkaConsumerRecords<String, String> nextRecords() {
    if (!early.isEmpty()) {
      return early.poll();
    }
    if (paused) {
      consumer.resume(consumer.paused().await()).await();
      paused = false;
    }
    return consumer.poll(POLL).await();
  }

  private void takeIn(ConsumerRecords<String, String> records) {
    List<Incoming> batch = new ArrayList<>(records.count());
    for (ConsumerRecord<String, String> record : records) {
      Incoming message = Incoming.of(record);
      if (!message.isFor(group)) {
        continue;
      }
      if (!message.wellFormed()) {
        giveUp(message, new Incoming.MalformedException("not a CloudEvent of ours"), 1);
      } else if (types.contains(message.type())) {
        batch.add(message);
      }
    }
    if (!batch.isEmpty()) {
      meters.timed(batch.size(), () -> handle(batch));
    }
    offsets.taken(records);
  }

  private void handle(List<Incoming> batch) {
    long backoff = FIRST_BACKOFF_MILLIS;
    while (true) {
      try {
        processor.process(batch);
        return;
      } catch (Exception e) {
        if (!Transience.isTransient(e)) {
          LOG.info("a batch of {} failed, one by one: {}", batch.size(), e.toString());
          batch.forEach(this::handleOne);
          return;
        }
        LOG.warn("{} waits {} ms: {}", group.groupName(), backoff, e.toString());
        backoff = pause(backoff);
      }
    }
  }

  private void handleOne(Incoming message) {
    long backoff = FIRST_BACKOFF_MILLIS;
    int failures = 0;
    while (true) {
      try {
        processor.process(List.of(message));
        return;
      } catch (Incoming.MalformedException e) {
        // However often it is read, it reads the same.
        giveUp(message, e, failures + 1);
        return;
      } catch (Exception e) {
        if (!Transience.isTransient(e) && othersCouldBeHandled() && ++failures == MAX_ATTEMPTS) {
          giveUp(message, e, failures);
          return;
        }
        backoff = pause(backoff);
      }
    }
  }

  /** A try counts against a message only where another message would have had its effect. */
  private boolean othersCouldBeHandled() {
    try {
      processor.probe();
      return true;
    } catch (Exception e) {
      LOG.warn("{} takes no effects at present: {}", group.groupName(), e.toString());
      return false;
    }
  }

  /** Returns when the letter is written; until then nothing behind the message is committed. */
  private void giveUp(Incoming message, Throwable reason, int attempts) {
    LOG.error(
        "{} {} at {}/{}/{} goes to the dead-letter topic",
        message.type(),
        message.id(),
        message.topicName(),
        message.partition(),
        message.offset(),
        reason);
    String topic = group.deadLetterTopic(config.topicPrefix());
    long backoff = FIRST_BACKOFF_MILLIS;
    while (true) {
      try {
        publisher.deadLetter(topic, message, reason, attempts).await();
        meters.deadLetter();
        return;
      } catch (RuntimeException e) {
        LOG.warn("a letter to {} waits {} ms: {}", topic, backoff, e.toString());
        backoff = pause(backoff);
      }
    }
  }

  /**
   * Waits by polling with everything paused, which it stays until the next poll that is for
   * records. Partitions that are assigned to us meanwhile are not paused, so records may come: they
   * are kept for the next round.
   *
   * @return the next, longer wait
   */
  private long pause(long millis) {
    if (service.stopping()) {
      throw new StoppedException();
    }
    meters.retry();
    paused = true;
    try {
      consumer.pause(new HashSet<>(consumer.assignment().await())).await();
      KafkaConsumerRecords<String, String> records =
          consumer.poll(Duration.ofMillis(millis)).await();
      if (!records.isEmpty()) {
        early.add(records);
      }
    } catch (RuntimeException e) {
      LOG.warn("poll failed while waiting: {}", e.toString());
      service.vertx().timer(millis).await();
    }
    return Math.min(millis * 2, MAX_BACKOFF_MILLIS);
  }

  /** The effects are kept: if the messages come again, the inbox knows them. */
  private void commit() {
    try {
      offsets.commit(paused);
    } catch (RuntimeException e) {
      LOG.warn("{} commits later: {}", group.groupName(), e.toString());
    }
  }

  /** The service stops while a batch waits to be tried again; its offsets stay uncommitted. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped", null, false, false);
    }
  }
}

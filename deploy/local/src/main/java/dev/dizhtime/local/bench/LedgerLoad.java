package dev.dizhtime.local.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.TransferRequest;
import dev.dizhtime.contracts.wallet.TransferRequest.Kind;
import dev.dizhtime.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends PostTransfers commands to the wallet's topic and reads the answers. A quarter of the
 * transfers are top-ups from the provider's account, a quarter go to one of three accounts of the
 * platform's, half go from customer to customer.
 */
final class LedgerLoad implements AutoCloseable {
  private static final String COMMANDS = Topic.WALLET_COMMANDS.topicName(Topic.DEFAULT_PREFIX);
  private static final String REPLIES = Topic.WALLET_REPLIES.topicName(Topic.DEFAULT_PREFIX);
  private static final byte[] TYPE = bytes("dizhtime.wallet.post-transfers.v1");
  private static final String POSTED = "dizhtime.wallet.transfers-posted.v1";
  private static final long COMMAND_IDS = 0x42454e4348L; // "BENCH"
  private static final int REMEMBERED = 1 << 21;

  private final BenchAccounts accounts;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final Thread reader;
  private final Random random = new Random(1);
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator(random);
  private final long[] dueNanos = new long[REMEMBERED];
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile Latencies latencies = new Latencies();
  private final AtomicReference<Exception> failed = new AtomicReference<>();
  private volatile boolean closed;

  LedgerLoad(String bootstrap, BenchAccounts accounts) {
    this.accounts = accounts;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "acks", "all",
                // A batch costs what a thousand commands do: the load is to be light.
                "linger.ms", "10",
                "batch.size", "65536"),
            new StringSerializer(),
            new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "max.poll.records", "5000",
                // Whoever reads each answer as it comes has the broker do more than the wallet has.
                "fetch.min.bytes", "65536",
                "fetch.max.wait.ms", "20"),
            new StringDeserializer(),
            new StringDeserializer());
    var partitions =
        IntStream.range(0, Topic.WALLET_REPLIES.partitions())
            .mapToObj(number -> new TopicPartition(REPLIES, number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader = Thread.ofPlatform().name("replies").daemon().start(this::read);
  }

  private void read() {
    while (!closed) {
      for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(100))) {
        var type = new String(each.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        long number = UUID.fromString(each.key()).getLeastSignificantBits();
        latencies.add(System.nanoTime() - dueNanos[(int) (number % REMEMBERED)]);
        (POSTED.equals(type) ? answered : refused).incrementAndGet();
      }
    }
    consumer.close();
  }

  /** Keeps so many commands on their way for so long; returns commands answered a second. */
  double closedLoop(int linked, int inFlight, Duration length) throws InterruptedException {
    long begin = System.nanoTime();
    long before = answered.get();
    long until = begin + length.toNanos();
    while (System.nanoTime() < until) {
      if (sent.get() - answered.get() - refused.get() < inFlight) {
        send(linked, System.nanoTime());
      } else {
        pause();
      }
    }
    long now = System.nanoTime();
    return (answered.get() - before) * 1e9 / (now - begin);
  }

  /**
   * Sends so many a second, whether or not they are answered; returns how long they waited, counted
   * from when each was due.
   */
  Latencies openLoop(double perSecond, Duration length) throws InterruptedException {
    drain();
    latencies = new Latencies();
    long begin = System.nanoTime();
    long count = (long) (perSecond * length.toNanos() / 1e9);
    for (long i = 0; i < count; i++) {
      long due = begin + (long) (i * 1e9 / perSecond);
      while (System.nanoTime() < due) {
        pause();
      }
      send(1, due);
    }
    drain();
    Latencies measured = latencies;
    latencies = new Latencies();
    return measured;
  }

  /** Waits until all is answered. */
  void drain() throws InterruptedException {
    long bound = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    producer.flush();
    while (answered.get() + refused.get() < sent.get()) {
      if (System.nanoTime() > bound) {
        throw new IllegalStateException(
            "%d commands have no answer".formatted(sent.get() - answered.get() - refused.get()));
      }
      pause();
    }
  }

  /** Commands that were answered with a refusal. */
  long refused() {
    return refused.get();
  }

  /** Commands that were answered. */
  long answered() {
    return answered.get();
  }

  private void pause() throws InterruptedException {
    if (failed.get() != null) {
      throw new IllegalStateException("a command could not be sent", failed.get());
    }
    Thread.sleep(1);
  }

  private void send(int linked, long due) {
    long number = sent.getAndIncrement();
    dueNanos[(int) (number % REMEMBERED)] = due;
    var command = new PostTransfers(new UUID(COMMAND_IDS, number), transfers(linked));
    var record = new ProducerRecord<>(COMMANDS, command.key(), Json.write(command));
    record.headers().add("ce_specversion", bytes("1.0"));
    record.headers().add("ce_id", bytes(ids.generate().toString()));
    record.headers().add("ce_type", TYPE);
    record.headers().add("ce_source", bytes("/dizhtime/bench"));
    producer.send(
        record,
        (_, failure) -> {
          if (failure != null) {
            failed.compareAndSet(null, failure);
          }
        });
  }

  private List<TransferRequest> transfers(int linked) {
    List<TransferRequest> transfers = new ArrayList<>(linked);
    for (int i = 0; i < linked; i++) {
      UUID debit = accounts.customer(random);
      UUID credit = accounts.customer(random);
      int kind = random.nextInt(4);
      if (kind == 0) {
        debit = accounts.provider();
      } else if (kind == 1 || debit.equals(credit)) {
        credit = accounts.hot(random);
      }
      transfers.add(
          new TransferRequest(
              new TransferId(ids.generate()),
              Kind.POSTED,
              debit,
              credit,
              new Money(1 + random.nextInt(100), "EUR"),
              null,
              null));
    }
    return transfers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(5));
  }
}

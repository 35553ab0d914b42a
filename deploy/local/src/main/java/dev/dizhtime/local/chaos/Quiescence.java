package dev.dizhtime.local.chaos;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.local.platform.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;

/**
 * Whether the platform has come to rest: no order is open, no request unanswered, every outbox is
 * empty and every message of the groups that change money and orders has been read.
 */
final class Quiescence implements AutoCloseable {
  private static final long LOOK_MILLIS = 400;
  private static final int ANSWER_SECONDS = 5;
  private static final List<Part> WITH_OUTBOX =
      List.of(Part.ORDER, Part.WALLET, Part.DELIVERY, Part.NOTIFICATION, Part.AUTH);
  private static final List<ConsumerGroup> GROUPS =
      List.of(
          ConsumerGroup.ORDER,
          ConsumerGroup.WALLET,
          ConsumerGroup.DELIVERY,
          ConsumerGroup.RESTAURANT,
          ConsumerGroup.NOTIFICATION);

  private final Books books;
  private final Acknowledged acknowledged;
  private final Mood mood;
  private final Admin admin;

  Quiescence(Books books, Acknowledged acknowledged, Mood mood, String bootstrap) {
    this.books = books;
    this.acknowledged = acknowledged;
    this.mood = mood;
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "default.api.timeout.ms",
                ANSWER_SECONDS * 1_000,
                "request.timeout.ms",
                ANSWER_SECONDS * 1_000,
                "reconnect.backoff.max.ms",
                1_000));
  }

  /** Waits for it; returns what is not at rest when the bound is over, and nothing otherwise. */
  List<String> await(Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (true) {
      var restless = look();
      // At rest twice in a row: between two looks a message may have been on its way.
      if (restless.isEmpty()) {
        mood.pause(LOOK_MILLIS);
        restless = look();
      }
      if (restless.isEmpty() || System.nanoTime() > deadline || !mood.pause(LOOK_MILLIS)) {
        return restless;
      }
    }
  }

  /** What is not at rest now. */
  List<String> look() {
    var restless = new ArrayList<String>();
    try {
      if (acknowledged.unanswered() > 0) {
        restless.add(acknowledged.unanswered() + " requests have no answer");
      }
      long open = books.number(Part.ORDER, "SELECT count(*) FROM orders WHERE open");
      if (open > 0) {
        restless.add(open + " orders are open");
      }
      for (Part part : WITH_OUTBOX) {
        long waiting = books.number(part, "SELECT count(*) FROM outbox");
        if (waiting > 0) {
          restless.add("%d messages wait in the outbox of %s".formatted(waiting, part.partName()));
        }
      }
      if (books.has(Part.WALLET, "top_up")) {
        long pending =
            books.number(Part.WALLET, "SELECT count(*) FROM top_up WHERE status = 'PENDING'");
        if (pending > 0) {
          restless.add(pending + " top-ups are pending");
        }
      }
      for (ConsumerGroup group : GROUPS) {
        long lag = lag(group);
        if (lag > 0) {
          restless.add("%s has %d messages to read".formatted(group.groupName(), lag));
        }
      }
    } catch (Books.UnreadableException | ExecutionException | TimeoutException e) {
      restless.add("not to be seen: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      restless.add("interrupted");
    }
    return restless;
  }

  private long lag(ConsumerGroup group)
      throws ExecutionException, InterruptedException, TimeoutException {
    var committed =
        admin
            .listConsumerGroupOffsets(Topic.DEFAULT_PREFIX + group.groupName())
            .partitionsToOffsetAndMetadata()
            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    committed.values().removeIf(java.util.Objects::isNull);
    var ends =
        admin
            .listOffsets(
                committed.keySet().stream()
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
            .all()
            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    return committed.entrySet().stream()
        .mapToLong(
            entry -> Math.max(0, ends.get(entry.getKey()).offset() - entry.getValue().offset()))
        .sum();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}

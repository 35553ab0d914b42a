package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.messaging.DeadLetterReader.Stretch;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The dead letters of all consumer groups: to look at, and to be said again.
 *
 * <p>A letter is said again on the topic that it came from, under the same id and key, with a
 * header that names the group that it is for; all others pass it over. The group's inbox knows the
 * id, so saying it twice has one effect at most. When it fails again it comes as a new letter that
 * tells of the first. Every method awaits; a broker that does not answer within 10 s is an
 * exception that is transient.
 */
public final class DeadLetters {
  /** Letters of a page at most. */
  public static final int MAX_PAGE = 100;

  /** Letters that are read at once in order to be said again. */
  public static final int MAX_READ = 100;

  private static final int LISTED_PAYLOAD_CHARS = 2_000;
  private static final int SHOWN_PAYLOAD_CHARS = 64_000;
  private static final long PUBLISH_TIMEOUT_MILLIS = 10_000;
  private static final Set<String> OF_THE_LETTER =
      Set.of(
          Headers.DEAD_LETTER_REASON,
          Headers.DEAD_LETTER_ORIGIN,
          Headers.DEAD_LETTER_TIME,
          Headers.DEAD_LETTER_ATTEMPTS,
          Headers.DEAD_LETTER_CUT);

  private final ServiceContext service;
  private final KafkaConfig config;
  private final Publisher publisher;

  private DeadLetters(ServiceContext service, Publisher publisher) {
    this.service = service;
    this.config = KafkaConfig.of(service);
    this.publisher = publisher;
  }

  /** Looks at the broker at {@code DIZHTIME_KAFKA_BOOTSTRAP}; the publisher says letters again. */
  public static DeadLetters open(ServiceContext service, Publisher publisher) {
    return new DeadLetters(service, publisher);
  }

  /**
   * The letters of a page.
   *
   * @param next where each group's next page ends, exclusive; empty when there is none
   */
  public record Page(List<DeadLetter> letters, Map<ConsumerGroup, Long> next) {}

  /**
   * A letter and the record that it is.
   *
   * @param letter as it is shown
   */
  public record Stored(DeadLetter letter, Incoming record) {}

  /** Offsets that a group's dead letters have at present, {@code to} exclusive. */
  public record Range(long from, long to) {}

  /** Where the letters of each group begin and end. */
  public Map<ConsumerGroup, Range> ranges() {
    try (DeadLetterReader reader = reader()) {
      Map<ConsumerGroup, Range> ranges = new EnumMap<>(ConsumerGroup.class);
      reader
          .all(List.of(ConsumerGroup.values()))
          .forEach((group, all) -> ranges.put(group, new Range(all.from(), all.to())));
      return ranges;
    }
  }

  /**
   * A page of the letters of these groups, the newest first.
   *
   * @param before where a group's page ends, exclusive; groups that are missing are read from their
   *     end
   * @param limit 1 to {@value #MAX_PAGE}
   */
  public Page page(Collection<ConsumerGroup> groups, Map<ConsumerGroup, Long> before, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_PAGE);
    }
    List<DeadLetter> found = new ArrayList<>();
    Map<ConsumerGroup, Stretch> all;
    try (DeadLetterReader reader = reader()) {
      all = reader.all(groups);
      Map<ConsumerGroup, Stretch> wanted = new HashMap<>();
      all.forEach(
          (group, stretch) ->
              wanted.put(
                  group, stretch.before(before.getOrDefault(group, Long.MAX_VALUE)).last(limit)));
      reader.read(
          wanted, (group, record) -> found.add(letter(group, record, LISTED_PAYLOAD_CHARS)));
    }
    List<DeadLetter> newest = newestFirst(found, limit);
    return new Page(newest, next(all, before, newest));
  }

  /** By time; in a group by offset, which is the order in which they were given up on. */
  private static List<DeadLetter> newestFirst(List<DeadLetter> found, int limit) {
    Map<ConsumerGroup, List<DeadLetter>> byGroup = new EnumMap<>(ConsumerGroup.class);
    found.forEach(each -> byGroup.computeIfAbsent(each.group(), _ -> new ArrayList<>()).add(each));
    List<DeadLetter> newest = new ArrayList<>();
    while (newest.size() < limit && !byGroup.isEmpty()) {
      List<DeadLetter> latest =
          byGroup.values().stream()
              .max(Comparator.comparing(letters -> letters.getLast().at()))
              .orElseThrow();
      newest.add(latest.removeLast());
      byGroup.values().removeIf(List::isEmpty);
    }
    return newest;
  }

  private static Map<ConsumerGroup, Long> next(
      Map<ConsumerGroup, Stretch> all, Map<ConsumerGroup, Long> before, List<DeadLetter> shown) {
    Map<ConsumerGroup, Long> next = new EnumMap<>(ConsumerGroup.class);
    boolean more = false;
    for (var each : all.entrySet()) {
      Stretch stretch = each.getValue();
      long end = stretch.before(before.getOrDefault(each.getKey(), Long.MAX_VALUE)).to();
      long lowest =
          shown.stream()
              .filter(letter -> letter.group() == each.getKey())
              .mapToLong(DeadLetter::offset)
              .min()
              .orElse(end);
      next.put(each.getKey(), lowest);
      more |= lowest > stretch.from();
    }
    return more ? next : Map.of();
  }

  /** One letter with its payload, if it is still there. */
  public Optional<Stored> find(ConsumerGroup group, long offset) {
    return read(group, offset, 1).stream()
        .filter(each -> each.letter().offset() == offset)
        .findAny();
  }

  /** Letters in their order from an offset on, {@value #MAX_READ} at most. */
  public List<Stored> read(ConsumerGroup group, long from, int count) {
    List<Stored> found = new ArrayList<>();
    try (DeadLetterReader reader = reader()) {
      Stretch all = reader.all(List.of(group)).get(group);
      reader.read(
          Map.of(group, all.at(from, Math.min(count, MAX_READ))),
          (_, record) ->
              found.add(
                  new Stored(
                      letter(group, record, SHOWN_PAYLOAD_CHARS), Incoming.of(record.record()))));
    }
    return found;
  }

  /**
   * Says letters again, in this order; returns when the broker has all of them.
   *
   * @throws IllegalArgumentException when one of them can't be said again
   */
  public void replay(List<Stored> letters) {
    List<Future<Void>> sent = new ArrayList<>();
    for (Stored each : letters) {
      sent.add(publisher.again(again(each)));
    }
    Future.join(sent).timeout(PUBLISH_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).await();
  }

  private KafkaProducerRecord<String, String> again(Stored stored) {
    DeadLetter letter = stored.letter();
    if (letter.obstacle() != null) {
      throw new IllegalArgumentException(letter.reference() + ": " + letter.obstacle());
    }
    Incoming dead = stored.record();
    var origin = DeadLetter.Origin.of(dead, config.topicPrefix()).orElseThrow();
    String topic = origin.topic().topicName(config.topicPrefix());
    // A compacted topic keeps the last record of a key for ever: an old one must not be that.
    boolean aside = origin.topic().compacted();
    KafkaProducerRecord<String, String> record =
        aside
            ? KafkaProducerRecord.create(
                topic, letter.key() + "/replay/" + letter.id(), dead.payload(), origin.partition())
            : KafkaProducerRecord.create(topic, dead.key(), dead.payload());
    Map<String, String> headers = new HashMap<>(dead.headers());
    headers.keySet().removeAll(OF_THE_LETTER);
    headers.put(Headers.SUBJECT, letter.key());
    headers.put(Headers.REPLAY_GROUP, letter.group().groupName());
    headers.putIfAbsent(Headers.REPLAY_OF, letter.reference());
    headers.put(Headers.REPLAY_COUNT, Integer.toString(letter.replays() + 1));
    headers.forEach(record::addHeader);
    return record;
  }

  private DeadLetter letter(
      ConsumerGroup group, KafkaConsumerRecord<String, String> record, int payloadChars) {
    return DeadLetter.of(
        group,
        Incoming.of(record.record()),
        Instant.ofEpochMilli(record.timestamp()),
        config.topicPrefix(),
        payloadChars);
  }

  private DeadLetterReader reader() {
    return new DeadLetterReader(service, config);
  }
}

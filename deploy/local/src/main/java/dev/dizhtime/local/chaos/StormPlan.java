package dev.dizhtime.local.chaos;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.runtime.fault.FaultPoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Which faults, in which order and when: all of it follows from the seed. The faults are drawn like
 * cards, so that all kinds come before one comes again.
 */
public record StormPlan(long seed, List<Storm> storms) {
  /** How long a storm and the calm after it take together, when all goes well. */
  static final int ROUND_SECONDS = 45;

  /** The faults of a storm begin within this time. */
  static final int STORM_SECONDS = 26;

  static final int FAULTS_PER_STORM = 7;
  private static final int LONGEST_PAUSE_SECONDS = 20;
  private static final int SHORTEST_PAUSE_SECONDS = 4;
  private static final int RECORDS = 60;
  private static final double GENTLE_START = 0.35;

  public StormPlan {
    storms = List.copyOf(storms);
  }

  /** Faults close together, and then quiet. */
  public record Storm(int number, List<Timed> faults) {
    public Storm {
      faults = List.copyOf(faults);
    }
  }

  /** A fault, and when it begins after the storm did. */
  public record Timed(long atMillis, Fault fault) {}

  /** The plan for a run of that length, at least one storm. */
  public static StormPlan of(long seed, int minutes) {
    var random = new Random(seed);
    int count = Math.max(1, minutes * 60 / ROUND_SECONDS);
    var deck = new ArrayDeque<Fault>();
    var storms = new ArrayList<Storm>();
    for (int number = 1; number <= count; number++) {
      storms.add(new Storm(number, faults(random, deck)));
    }
    return new StormPlan(seed, storms);
  }

  private static List<Timed> faults(Random random, Deque<Fault> deck) {
    var faults = new ArrayList<Timed>();
    long step = STORM_SECONDS * 1_000L / FAULTS_PER_STORM;
    for (int i = 0; i < FAULTS_PER_STORM; i++) {
      if (deck.isEmpty()) {
        deck.addAll(shuffled(random));
      }
      long within = (long) (step * random.nextDouble(GENTLE_START, 1));
      faults.add(new Timed(i * step + within, deck.pop()));
    }
    return faults.stream().sorted(Comparator.comparingLong(Timed::atMillis)).toList();
  }

  private static List<Fault> shuffled(Random random) {
    var cards =
        new ArrayList<>(
            Stream.of(kills(), points(), others(random)).flatMap(List::stream).toList());
    java.util.Collections.shuffle(cards, random);
    return cards;
  }

  private static List<Fault> kills() {
    return Chaos.SERVICES.stream().sorted().<Fault>map(Fault.Kill::new).toList();
  }

  private static List<Fault> points() {
    return List.of(
        new Fault.KillAt(Part.ORDER, FaultPoints.OUTBOX_BEFORE_PUBLISH),
        new Fault.KillAt(Part.ORDER, FaultPoints.OUTBOX_PUBLISHED),
        new Fault.KillAt(Part.ORDER, FaultPoints.REQUEST_COMMITTED),
        new Fault.KillAt(Part.ORDER, FaultPoints.INBOX_AFTER_COMMIT),
        new Fault.KillAt(Part.WALLET, FaultPoints.INBOX_BEFORE_COMMIT),
        new Fault.KillAt(Part.WALLET, FaultPoints.INBOX_AFTER_COMMIT),
        new Fault.KillAt(Part.WALLET, FaultPoints.INBOX_ANSWERED),
        new Fault.KillAt(Part.DELIVERY, FaultPoints.OUTBOX_PUBLISHED));
  }

  private static List<Fault> others(Random random) {
    return List.of(
        new Fault.RestartKafka(true),
        new Fault.RestartKafka(false),
        new Fault.KillPostgres(true),
        new Fault.KillPostgres(false),
        new Fault.Pause(one(random, Part.ORDER, Part.WALLET), LONGEST_PAUSE_SECONDS),
        new Fault.Pause(one(random, Part.DELIVERY, Part.GATEWAY), pause(random)),
        new Fault.Duplicate(RECORDS),
        new Fault.Duplicate(RECORDS),
        new Fault.Delay(RECORDS),
        new Fault.Delay(RECORDS),
        new Fault.ReplayDeadLetters());
  }

  private static int pause(Random random) {
    return random.nextInt(SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
  }

  private static Part one(Random random, Part... parts) {
    return parts[random.nextInt(parts.length)];
  }

  /** How many faults there are. */
  public int faults() {
    return storms.stream().mapToInt(storm -> storm.faults().size()).sum();
  }

  /** The plan, a line for each storm. */
  public List<String> lines() {
    return storms.stream()
        .map(
            storm ->
                "storm %d: %s"
                    .formatted(
                        storm.number(),
                        String.join(
                            ", ",
                            storm.faults().stream()
                                .map(
                                    timed ->
                                        "%.1f s %s"
                                            .formatted(
                                                timed.atMillis() / 1e3, timed.fault().text()))
                                .toList())))
        .toList();
  }
}

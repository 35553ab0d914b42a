package dev.dizhtime.order.operations;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.messaging.DeadLetter;
import dev.dizhtime.runtime.messaging.DeadLetters;
import dev.dizhtime.runtime.messaging.DeadLetters.Range;
import dev.dizhtime.runtime.messaging.DeadLetters.Stored;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Says dead letters again. Marks and audit are one transaction, which commits after the broker has
 * the messages; whoever is at the same letter meanwhile waits, and then finds it marked.
 */
final class ReplayDeadLetters {
  /** Letters that one request says again at most; whether there are more is in its answer. */
  static final int MAX_REPLAYED = 500;

  private final DeadLetters letters;
  private final Supplier<UUID> ids;
  private final Clock clock;

  ReplayDeadLetters(DeadLetters letters, Supplier<UUID> ids, Clock clock) {
    this.letters = letters;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param replayed how many were said again
   * @param alreadyReplayed how many had been before, and were left alone
   * @param notReplayable how many can't be; they are marked as seen and no longer wait
   * @param more whether there are more than one request says again
   */
  record Outcome(
      UUID actionId, int replayed, int alreadyReplayed, int notReplayable, boolean more) {}

  /** Says one letter again, unless it has been. */
  Outcome one(Tx tx, UUID operatorId, Stored stored, String reason) {
    UUID actionId = ids.get();
    DeadLetter letter = stored.letter();
    boolean fresh = ReplayMarks.mark(tx, letter.group(), letter.offset(), true, actionId);
    if (!fresh) {
      return new Outcome(actionId, 0, 1, 0, false);
    }
    letters.replay(List.of(stored));
    ReplayMarks.keep(
        tx,
        new ReplayAction(
            actionId, operatorId, letter.group(), letter.offset(), reason, 1, 0, clock.instant()));
    return new Outcome(actionId, 1, 0, 0, false);
  }

  /** Says all letters of these groups again that have not been, each group's in their order. */
  Outcome all(
      Tx tx, UUID operatorId, List<ConsumerGroup> groups, ConsumerGroup only, String reason) {
    Round round = new Round(tx, ids.get());
    Map<ConsumerGroup, Range> ranges = letters.ranges();
    for (ConsumerGroup group : groups) {
      round.replay(group, ranges.get(group));
    }
    if (round.replayed + round.notReplayable > 0) {
      ReplayMarks.keep(
          tx,
          new ReplayAction(
              round.actionId,
              operatorId,
              only,
              null,
              reason,
              round.replayed,
              round.notReplayable,
              clock.instant()));
    }
    return new Outcome(round.actionId, round.replayed, 0, round.notReplayable, round.more);
  }

  /** One request's work on all letters. */
  private final class Round {
    private final Tx tx;
    private final UUID actionId;
    private int replayed;
    private int notReplayable;
    private boolean more;

    Round(Tx tx, UUID actionId) {
      this.tx = tx;
      this.actionId = actionId;
    }

    void replay(ConsumerGroup group, Range range) {
      long next = ReplayMarks.firstUnmarked(tx, group, range.from());
      // What comes in meanwhile, perhaps because it failed again, is for the next time.
      while (next < range.to()) {
        int room = MAX_REPLAYED - replayed - notReplayable;
        if (room == 0) {
          more = true;
          return;
        }
        long end = Math.min(range.to(), next + Math.min(room, DeadLetters.MAX_READ));
        replay(letters.read(group, next, (int) (end - next)));
        next = Math.max(end, ReplayMarks.firstUnmarked(tx, group, end));
      }
    }

    private void replay(List<Stored> found) {
      List<Stored> fresh = new ArrayList<>();
      for (Stored each : found) {
        DeadLetter letter = each.letter();
        boolean replayable = letter.obstacle() == null;
        if (ReplayMarks.mark(tx, letter.group(), letter.offset(), replayable, actionId)) {
          if (replayable) {
            fresh.add(each);
          } else {
            notReplayable++;
          }
        }
      }
      letters.replay(fresh);
      replayed += fresh.size();
    }
  }
}

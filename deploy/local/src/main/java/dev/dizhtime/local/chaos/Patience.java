package dev.dizhtime.local.chaos;

import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.ApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Says the same thing until it is answered. No answer, "not now" and failures on the platform's
 * side are no answers: what was asked may have been done or not.
 */
final class Patience {
  private static final long FIRST_PAUSE_MILLIS = 150;
  private static final long LONGEST_PAUSE_MILLIS = 1_500;
  private static final Set<Integer> NO_ANSWER = Set.of(401, 408, 425, 429);
  private static final int CONFLICT = 409;

  private final Mood mood;
  private final LongAdder internalErrors = new LongAdder();

  Patience(Mood mood) {
    this.mood = mood;
  }

  /** The answer; empty only when the run ended before there was one. */
  Optional<Answer> until(Supplier<Answer> request) {
    return until(Duration.ofDays(1), request);
  }

  /** The answer; empty when there was none within the bound. */
  Optional<Answer> until(Duration bound, Supplier<Answer> request) {
    long deadline = System.nanoTime() + bound.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (!mood.isOver() && System.nanoTime() < deadline) {
      var answer = once(request);
      if (answer.isPresent()) {
        return answer;
      }
      mood.pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
    return Optional.empty();
  }

  /** One try; empty when there was no answer. */
  Optional<Answer> once(Supplier<Answer> request) {
    try {
      var answer = request.get();
      if (answer.status() == 500) {
        internalErrors.increment();
      }
      return isAnswer(answer) ? Optional.of(answer) : Optional.empty();
    } catch (ApiException _) {
      return Optional.empty();
    }
  }

  private static boolean isAnswer(Answer answer) {
    boolean inFlight = answer.status() == CONFLICT && answer.text("type").endsWith("in-flight");
    return answer.status() < 500 && !NO_ANSWER.contains(answer.status()) && !inFlight;
  }

  /** How often a service said 500, which it never should. */
  long internalErrors() {
    return internalErrors.sum();
  }
}

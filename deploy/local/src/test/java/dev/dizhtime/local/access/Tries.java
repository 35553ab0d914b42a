package dev.dizhtime.local.access;

import dev.dizhtime.local.access.AccessMatrix.Row;
import dev.dizhtime.local.access.Requests.Ready;
import dev.dizhtime.testkit.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that was tried, and what is wrong with how it was answered. */
final class Tries {
  private final Queue<Tried> all = new ConcurrentLinkedQueue<>();

  /**
   * Something that was tried.
   *
   * @param said all that the member knew beforehand
   */
  record Tried(Row row, Member member, boolean granted, String said, TestResponse answer) {
    @Override
    public String toString() {
      return row + " by " + member.title() + ": " + answer.status();
    }
  }

  /** Keeps an answer, and gives it. */
  TestResponse keep(Row row, Member member, boolean granted, Ready request, TestResponse answer) {
    all.add(new Tried(row, member, granted, request.said(), answer));
    return answer;
  }

  List<Tried> all() {
    return List.copyOf(all);
  }

  /** Answers that hold a word which is not for who was answered, and which they did not bring. */
  List<String> leaks(Map<String, Set<Member>> words) {
    List<String> leaks = new ArrayList<>();
    for (Tried tried : all) {
      words.forEach(
          (word, knowing) -> {
            if (!knowing.contains(tried.member())
                && tried.answer().body().contains(word)
                && !tried.said().contains(word)) {
              leaks.add(
                  "%s tells %s of %s, which is for %s: %s"
                      .formatted(
                          tried.row(),
                          tried.member().title(),
                          word,
                          knowing,
                          tried.answer().body()));
            }
          });
    }
    return leaks;
  }
}

package dev.dizhtime.order.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.messaging.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Dead letters and what was done about them, as JSON. */
final class DeadLetterJson {
  private DeadLetterJson() {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letter(
      String group,
      long offset,
      Instant at,
      Integer attempts,
      String origin,
      String type,
      String key,
      String id,
      String cause,
      String requestId,
      String traceId,
      String payload,
      int payloadChars,
      String obstacle,
      int replays,
      String replayOf,
      Map<String, String> headers,
      Action replay,
      List<Again> cameAgain) {}

  /** A later letter that this one became when it was said again. */
  record Again(String group, long offset, Instant at) {
    static Again of(DeadLetter letter) {
      return new Again(letter.group().groupName(), letter.offset(), letter.at());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Action(
      UUID actionId,
      UUID by,
      Instant at,
      String reason,
      String group,
      Long offset,
      int replayed,
      int notReplayable) {
    static Action of(ReplayAction each) {
      return each == null
          ? null
          : new Action(
              each.actionId(),
              each.operatorId(),
              each.at(),
              each.reason(),
              each.group() == null ? null : each.group().groupName(),
              each.offset(),
              each.replayed(),
              each.notReplayable());
    }
  }

  /** How many letters a group has, and how many nobody has dealt with. */
  record Count(String group, long letters, long waiting) {
    static Count of(ConsumerGroup group, long letters, long waiting) {
      return new Count(group.groupName(), letters, waiting);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letters(List<Letter> items, String nextCursor, List<Count> groups) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Actions(List<Action> items, String nextCursor) {}

  /** A letter of a list: without its headers. */
  static Letter listed(DeadLetter each, ReplayAction mark) {
    return letter(each, mark, null, null);
  }

  /** A letter by itself. */
  static Letter whole(DeadLetter each, ReplayAction mark, List<Again> cameAgain) {
    return letter(each, mark, each.headers(), cameAgain);
  }

  private static Letter letter(
      DeadLetter each, ReplayAction mark, Map<String, String> headers, List<Again> cameAgain) {
    return new Letter(
        each.group().groupName(),
        each.offset(),
        each.at(),
        each.attempts() == 0 ? null : each.attempts(),
        each.origin(),
        each.type(),
        each.key(),
        each.id(),
        each.cause(),
        each.requestId(),
        each.traceId(),
        each.payload(),
        each.payloadChars(),
        each.obstacle(),
        each.replays(),
        each.replayOf(),
        headers,
        Action.of(mark),
        cameAgain);
  }
}

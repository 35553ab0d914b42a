package dev.dizhtime.order.operations;

import com.fasterxml.uuid.Generators;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.messaging.DeadLetter;
import dev.dizhtime.runtime.messaging.DeadLetters;
import dev.dizhtime.runtime.messaging.DeadLetters.Range;
import dev.dizhtime.runtime.messaging.DeadLetters.Stored;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dead letters over HTTP, for admins. */
public final class DeadLetterOperations {
  private static final int DEFAULT_LIMIT = 20;

  private final DeadLetters letters;
  private final ReplayMarks marks;
  private final ReplayDeadLetters replays;
  private final Idempotency idempotency;

  private DeadLetterOperations(
      DeadLetters letters, ReplayMarks marks, ReplayDeadLetters replays, Idempotency idempotency) {
    this.letters = letters;
    this.marks = marks;
    this.replays = replays;
    this.idempotency = idempotency;
  }

  /** Wires them, and starts counting. */
  public static DeadLetterOperations open(
      ServiceContext service, Postgres postgres, Publisher publisher) {
    DeadLetters letters = DeadLetters.open(service, publisher);
    ReplayMarks marks = new ReplayMarks(postgres);
    DeadLetterGauges.start(service, letters, marks);
    return new DeadLetterOperations(
        letters,
        marks,
        new ReplayDeadLetters(
            letters, Generators.timeBasedEpochGenerator()::generate, service.clock()),
        new Idempotency(postgres));
  }

  private record OneBody(String reason) {}

  private record AllBody(String group, String reason) {}

  /** The letters, the newest first, and how many each group has. */
  public Reply list(Call call) {
    Optional<ConsumerGroup> only = call.query("group").map(DeadLetterOperations::group);
    var before = Cursor.read(call.query("cursor").orElse(""));
    DeadLetters.Page page =
        letters.page(groups(only), before, call.queryInt("limit", DEFAULT_LIMIT));
    return Reply.ok(
        new DeadLetterJson.Letters(
            listed(page.letters()), Cursor.write(page.next()), counts(letters.ranges())));
  }

  private List<DeadLetterJson.Letter> listed(List<DeadLetter> page) {
    Map<ConsumerGroup, List<Long>> offsets = new HashMap<>();
    page.forEach(
        each -> offsets.computeIfAbsent(each.group(), _ -> new ArrayList<>()).add(each.offset()));
    Map<ConsumerGroup, Map<Long, ReplayAction>> marked = new HashMap<>();
    offsets.forEach((group, some) -> marked.put(group, marks.of(group, some)));
    return page.stream()
        .map(each -> DeadLetterJson.listed(each, marked.get(each.group()).get(each.offset())))
        .toList();
  }

  private List<DeadLetterJson.Count> counts(Map<ConsumerGroup, Range> ranges) {
    return ranges.entrySet().stream()
        .map(
            each -> {
              Range range = each.getValue();
              long count = range.to() - range.from();
              long waiting = Math.max(0, count - marks.count(each.getKey(), range.from()));
              return DeadLetterJson.Count.of(each.getKey(), count, waiting);
            })
        .toList();
  }

  /** One letter, with all that is known of it. */
  public Reply get(Call call) {
    DeadLetter letter = find(call).letter();
    List<DeadLetterJson.Again> again =
        letters.read(letter.group(), letter.offset() + 1, DeadLetters.MAX_READ).stream()
            .map(Stored::letter)
            .filter(each -> descends(each, letter))
            .map(DeadLetterJson.Again::of)
            .toList();
    ReplayAction mark = marks.of(letter.group(), List.of(letter.offset())).get(letter.offset());
    return Reply.ok(DeadLetterJson.whole(letter, mark, again));
  }

  /** Whether a later letter is this one, said again. */
  private static boolean descends(DeadLetter later, DeadLetter letter) {
    String first = letter.replayOf() == null ? letter.reference() : letter.replayOf();
    return first.equals(later.replayOf()) && later.replays() > letter.replays();
  }

  /** Says one letter again. */
  public Reply replay(Call call) throws Exception {
    OneBody body = call.body(OneBody.class);
    Stored stored = find(call);
    String obstacle = stored.letter().obstacle();
    if (obstacle != null) {
      throw Problem.unacceptable("offset", "can't be replayed. " + obstacle).exception();
    }
    UUID operator = call.caller().userId().value();
    return idempotency.once(call, tx -> Reply.ok(replays.one(tx, operator, stored, body.reason())));
  }

  /** Says all letters again, or all of a group. */
  public Reply replayAll(Call call) throws Exception {
    AllBody body = call.body(AllBody.class);
    Optional<ConsumerGroup> only =
        Optional.ofNullable(body.group()).map(DeadLetterOperations::group);
    UUID operator = call.caller().userId().value();
    return idempotency.once(
        call,
        tx ->
            Reply.ok(
                replays.all(
                    tx, operator, List.copyOf(groups(only)), only.orElse(null), body.reason())));
  }

  /** What operators did about dead letters, the newest first. */
  public Reply audit(Call call) {
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    List<ReplayAction> found = marks.actions(call.query("cursor").map(this::actionId), limit + 1);
    List<ReplayAction> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? page.getLast().actionId().toString() : null;
    return Reply.ok(
        new DeadLetterJson.Actions(page.stream().map(DeadLetterJson.Action::of).toList(), next));
  }

  private UUID actionId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.malformed("cursor", "is not one that was given out").exception();
    }
  }

  private Stored find(Call call) {
    String name = call.path("group");
    String text = call.path("offset");
    if (!text.matches("\\d{1,18}")) {
      throw Problem.malformed("offset", "must be a whole number").exception();
    }
    return ReplayMarks.group(name)
        .flatMap(group -> letters.find(group, Long.parseLong(text)))
        .orElseThrow(() -> Problem.notFound("dead letter", name + "/" + text).exception());
  }

  private static ConsumerGroup group(String name) {
    return ReplayMarks.group(name)
        .orElseThrow(() -> Problem.malformed("group", "is none of ours").exception());
  }

  private static Collection<ConsumerGroup> groups(Optional<ConsumerGroup> only) {
    return only.map(List::of).orElseGet(() -> List.of(ConsumerGroup.values()));
  }
}

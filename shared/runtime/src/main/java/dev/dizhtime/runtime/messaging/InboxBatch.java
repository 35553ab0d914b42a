package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A batch of messages that is given its effect in one transaction. Those that are handled together
 * wait for each other, but not beyond a message of the same key that is handled alone: so the order
 * of each key is kept, and only that.
 */
final class InboxBatch {
  private final ServiceContext service;
  private final InboxHandlers handlers;
  private final Inbox inbox;
  private final Tx tx;
  private final List<Incoming> batch;
  private final Map<Integer, Message> read;
  private final Envelope[] answers;
  private final Map<String, Envelope> fresh = new LinkedHashMap<>();
  private final List<Integer> together = new ArrayList<>();
  private final Set<String> keysTogether = new HashSet<>();

  /**
   * Begins one.
   *
   * @param read the messages that are handled together, by their index, read before the transaction
   *     began
   */
  InboxBatch(
      ServiceContext service,
      InboxHandlers handlers,
      Inbox inbox,
      Tx tx,
      List<Incoming> batch,
      Map<Integer, Message> read) {
    this.service = service;
    this.handlers = handlers;
    this.inbox = inbox;
    this.tx = tx;
    this.batch = batch;
    this.read = read;
    this.answers = new Envelope[batch.size()];
  }

  /** Handles the messages that are new; returns all answers, old ones too, in order. */
  List<Envelope> handle() throws Exception {
    Map<String, String> known = inbox.known(tx, batch);
    Set<String> seen = new HashSet<>(known.keySet());
    for (int i = 0; i < batch.size(); i++) {
      Incoming message = batch.get(i);
      if (seen.add(message.id())) {
        take(i);
      } else if (known.get(message.id()) != null) {
        answers[i] = StoredReply.read(known.get(message.id()));
      }
    }
    handleTogether();
    inbox.remember(tx, fresh);
    return Arrays.stream(answers).filter(Objects::nonNull).toList();
  }

  private void take(int index) throws Exception {
    Incoming message = batch.get(index);
    if (handlers.together(message.type())) {
      together.add(index);
      keysTogether.add(message.key());
      return;
    }
    if (keysTogether.contains(message.key())) {
      handleTogether();
    }
    answers[index] = handleAlone(message);
    fresh.put(message.id(), answers[index]);
  }

  private Envelope handleAlone(Incoming incoming) throws Exception {
    Envelope[] answer = new Envelope[1];
    Handling.traced(
        service,
        incoming,
        () -> {
          Message message = incoming.message();
          Message reply = handlers.alone(message).answer(tx, message);
          answer[0] = reply == null ? null : Envelope.of(reply);
        });
    return answer[0];
  }

  private void handleTogether() throws Exception {
    Map<Integer, Context> contexts = new LinkedHashMap<>();
    List<Message> commands = new ArrayList<>(together.size());
    List<Integer> asked = new ArrayList<>(together.size());
    for (int index : together) {
      contexts.put(index, context(batch.get(index)));
      if (read.get(index) instanceof InboxHandlers.Unreadable(Message answer)) {
        answered(index, answer, contexts.get(index));
      } else {
        commands.add(read.get(index));
        asked.add(index);
      }
    }
    try {
      if (!commands.isEmpty()) {
        List<Message> replies;
        // What is done for all of them at once stands under the first that somebody follows.
        try (Scope _ = leading(contexts.values()).makeCurrent()) {
          replies = handlers.answerTogether(tx, commands);
        }
        for (int i = 0; i < replies.size(); i++) {
          answered(asked.get(i), replies.get(i), contexts.get(asked.get(i)));
          tell(commands.get(i), replies.get(i), contexts.get(asked.get(i)));
        }
      }
    } catch (Exception e) {
      contexts.values().forEach(each -> Span.fromContext(each).setStatus(StatusCode.ERROR));
      throw e;
    } finally {
      contexts.values().forEach(each -> Span.fromContext(each).end());
    }
    together.clear();
    keysTogether.clear();
  }

  private static Context leading(Collection<Context> contexts) {
    return contexts.stream()
        .filter(each -> Span.fromContext(each).getSpanContext().isSampled())
        .findFirst()
        .orElseGet(Context::current);
  }

  /**
   * With a span where somebody follows the trace; one for each of thousands a second is not free.
   */
  private Context context(Incoming message) {
    return message.cause().traceparent() == null
        ? message.cause().context()
        : Handling.begin(service, message);
  }

  private void answered(int index, Message reply, Context context) {
    answers[index] = reply == null ? null : Envelope.of(reply, TraceContext.of(context));
    fresh.put(batch.get(index).id(), answers[index]);
  }

  private void tell(Message command, Message reply, Context context) {
    tx.afterCommit(
        () -> {
          try (Scope _ = context.makeCurrent()) {
            handlers.told(command, reply);
          }
        });
  }
}

package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.runtime.messaging.InboxConsumer.Answerer;
import dev.dizhtime.runtime.messaging.InboxConsumer.BatchAnswerer;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What a consumer does with each type of message. */
final class InboxHandlers {
  private final Map<Class<? extends Message>, Answerer<Message>> alone = new LinkedHashMap<>();
  private final Set<Class<? extends Message>> together = new HashSet<>();
  private final Set<String> typesTogether = new HashSet<>();
  private final Map<String, Function<String, Message>> unreadable = new HashMap<>();
  private BatchAnswerer batchAnswerer;
  private BiConsumer<Message, Message> told = (_, _) -> {};

  /** Stands for a message that can't be read and yet has an answer. */
  record Unreadable(Message answer) implements Message {
    @Override
    public String key() {
      return answer.key();
    }
  }

  void add(Class<? extends Message> type, Answerer<Message> handler) {
    alone.put(type, handler);
  }

  void addTogether(Set<Class<? extends Message>> types, BatchAnswerer handler) {
    if (batchAnswerer != null) {
      throw new IllegalStateException("a consumer has one handler of batches");
    }
    batchAnswerer = handler;
    together.addAll(types);
    types.forEach(each -> typesTogether.add(Messages.typeOf(each)));
  }

  void addUnreadable(Class<? extends Message> type, Function<String, Message> answer) {
    unreadable.put(Messages.typeOf(type), answer);
  }

  void tell(BiConsumer<Message, Message> listener) {
    told = listener;
  }

  Set<Class<? extends Message>> types() {
    Set<Class<? extends Message>> types = new HashSet<>(alone.keySet());
    types.addAll(together);
    return types;
  }

  boolean together(String type) {
    return typesTogether.contains(type);
  }

  Answerer<Message> alone(Message message) {
    return alone.get(message.getClass());
  }

  /**
   * The answers to commands, in their order.
   *
   * @throws IllegalStateException when the handler did not give as many as there are commands
   */
  List<Message> answerTogether(Tx tx, List<Message> commands) throws Exception {
    List<Message> answers = batchAnswerer.answer(tx, commands);
    if (answers.size() != commands.size()) {
      throw new IllegalStateException(
          "%d commands have %d answers".formatted(commands.size(), answers.size()));
    }
    return answers;
  }

  void told(Message command, Message answer) {
    told.accept(command, answer);
  }

  /**
   * The message, or what stands for it.
   *
   * @throws Incoming.MalformedException when it can't be read and has no answer
   */
  Message read(Incoming incoming) {
    try {
      return incoming.message();
    } catch (Incoming.MalformedException e) {
      Function<String, Message> refusing = unreadable.get(incoming.type());
      Message answer = refusing == null ? null : refusing.apply(incoming.payload());
      if (answer == null) {
        throw e;
      }
      return new Unreadable(answer);
    }
  }
}

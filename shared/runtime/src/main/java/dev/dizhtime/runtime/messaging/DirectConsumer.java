package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.service.ServiceContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads messages into a store that has no transactions of ours (Elasticsearch, MongoDB). There is
 * no inbox, so handlers must be idempotent by themselves: typically they write a whole snapshot
 * with its version and ignore a lower one.
 */
public final class DirectConsumer {
  /** What is done with a message; may await. */
  @FunctionalInterface
  public interface Handler<M extends Message> {
    void handle(M message) throws Exception;
  }

  /** What is done with the messages of a batch at once; may await. */
  @FunctionalInterface
  public interface BatchHandler {
    void handle(List<Message> batch) throws Exception;
  }

  private final ServiceContext service;
  private final ConsumerGroup group;
  private final Publisher publisher;
  private final Map<Class<? extends Message>, Handler<Message>> handlers = new LinkedHashMap<>();

  private DirectConsumer(ServiceContext service, ConsumerGroup group, Publisher publisher) {
    this.service = service;
    this.group = group;
    this.publisher = publisher;
  }

  /** A consumer without handlers; the publisher is for the dead letters. */
  public static DirectConsumer of(
      ServiceContext service, ConsumerGroup group, Publisher publisher) {
    return new DirectConsumer(service, group, publisher);
  }

  /** Handles a type of message. */
  public <M extends Message> DirectConsumer on(Class<M> type, Handler<M> handler) {
    handlers.put(type, message -> handler.handle(type.cast(message)));
    return this;
  }

  /** Starts reading, one message after the other. */
  public void start() {
    ConsumerLoop.start(service, group, publisher, Set.copyOf(handlers.keySet()), this::oneByOne);
  }

  /** Starts reading these types, a batch at once: for stores with a bulk operation. */
  public void startBatched(Set<Class<? extends Message>> types, BatchHandler handler) {
    ConsumerLoop.start(
        service,
        group,
        publisher,
        types,
        batch ->
            Handling.traced(
                service,
                batch.getFirst(),
                () -> handler.handle(batch.stream().map(Incoming::message).toList())));
  }

  private void oneByOne(List<Incoming> batch) throws Exception {
    for (Incoming incoming : batch) {
      Handling.traced(
          service,
          incoming,
          () -> {
            Message message = incoming.message();
            handlers.get(message.getClass()).handle(message);
          });
    }
  }
}

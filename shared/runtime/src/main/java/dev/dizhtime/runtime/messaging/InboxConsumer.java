package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads messages into a PostgreSQL database, each with one effect. The handlers' work and the
 * record of the message ids are one transaction for the whole batch.
 *
 * <pre>{@code
 * InboxConsumer.of(service, ConsumerGroup.ORDER, postgres, publisher)
 *     .on(RestaurantPublished.class, (tx, event) -> menus.store(tx, event))
 *     .answering(ReserveFunds.class, (tx, command) -> ledger.reserve(tx, command))
 *     .start();
 * }</pre>
 */
public final class InboxConsumer {
  /** What an event does. May await; is run again when the transaction is. */
  @FunctionalInterface
  public interface Handler<M extends Message> {
    void handle(Tx tx, M message) throws Exception;
  }

  /**
   * What a command does, and its answer. The answer is kept with the message id, so a command that
   * comes again gets the same one; it is published after the commit and before the offsets.
   */
  @FunctionalInterface
  public interface Answerer<M extends Message> {
    Message answer(Tx tx, M command) throws Exception;
  }

  private final ServiceContext service;
  private final ConsumerGroup group;
  private final Postgres postgres;
  private final Publisher publisher;
  private final Map<Class<? extends Message>, Answerer<Message>> handlers = new LinkedHashMap<>();

  private InboxConsumer(
      ServiceContext service, ConsumerGroup group, Postgres postgres, Publisher publisher) {
    this.service = service;
    this.group = group;
    this.postgres = postgres;
    this.publisher = publisher;
  }

  /** A consumer without handlers. */
  public static InboxConsumer of(
      ServiceContext service, ConsumerGroup group, Postgres postgres, Publisher publisher) {
    return new InboxConsumer(service, group, postgres, publisher);
  }

  /** Handles a type of event. */
  public <M extends Message> InboxConsumer on(Class<M> type, Handler<M> handler) {
    return answering(
        type,
        (tx, message) -> {
          handler.handle(tx, message);
          return null;
        });
  }

  /** Handles a type of command; an answer of null is none. */
  public <M extends Message> InboxConsumer answering(Class<M> type, Answerer<M> handler) {
    handlers.put(type, (tx, message) -> handler.answer(tx, type.cast(message)));
    return this;
  }

  /** Starts reading the topics of all types that have a handler. */
  public void start() {
    ConsumerLoop.start(service, group, publisher, Set.copyOf(handlers.keySet()), this::process);
  }

  private void process(List<Incoming> batch) throws Exception {
    List<Envelope> replies =
        postgres.inTransaction(
            tx -> {
              Map<String, String> known = known(tx, batch);
              Set<String> seen = new HashSet<>(known.keySet());
              List<Envelope> answers = new ArrayList<>();
              Map<String, String> fresh = new LinkedHashMap<>();
              for (Incoming message : batch) {
                if (seen.add(message.id())) {
                  Envelope answer = handle(tx, message);
                  fresh.put(message.id(), answer == null ? null : StoredReply.write(answer));
                  addIfPresent(answers, answer);
                } else if (known.get(message.id()) != null) {
                  answers.add(StoredReply.read(known.get(message.id())));
                }
              }
              remember(tx, fresh);
              service.faults().reach(FaultPoints.INBOX_BEFORE_COMMIT);
              return answers;
            });
    service.faults().reach(FaultPoints.INBOX_AFTER_COMMIT);
    if (!replies.isEmpty()) {
      publisher.publish(replies).await();
      service.faults().reach(FaultPoints.INBOX_ANSWERED);
    }
  }

  private static void addIfPresent(List<Envelope> answers, Envelope answer) {
    if (answer != null) {
      answers.add(answer);
    }
  }

  private Envelope handle(Tx tx, Incoming incoming) throws Exception {
    Envelope[] answer = new Envelope[1];
    Handling.traced(
        service,
        incoming,
        () -> {
          Message message = incoming.message();
          Message reply = handlers.get(message.getClass()).answer(tx, message);
          answer[0] = reply == null ? null : Envelope.of(reply);
        });
    return answer[0];
  }

  /** The ids of the batch that had their effect before, with the answers given. */
  private Map<String, String> known(Tx tx, List<Incoming> batch) {
    String[] ids = batch.stream().map(Incoming::id).toArray(String[]::new);
    Map<String, String> known = new HashMap<>();
    for (Row row :
        tx.execute(
            """
            SELECT message_id, reply FROM inbox
            WHERE consumer_group = $1 AND message_id = ANY ($2)
            """,
            group.groupName(),
            ids)) {
      known.put(row.getString("message_id"), row.getString("reply"));
    }
    return known;
  }

  /** Fails when another instance had the same message meanwhile; the batch is then done again. */
  private void remember(Tx tx, Map<String, String> fresh) {
    tx.execute(
        """
        INSERT INTO inbox (consumer_group, message_id, reply)
        SELECT $1, id, reply FROM unnest($2::text[], $3::text[]) AS fresh (id, reply)
        """,
        group.groupName(),
        fresh.keySet().toArray(String[]::new),
        fresh.values().toArray(String[]::new));
  }
}

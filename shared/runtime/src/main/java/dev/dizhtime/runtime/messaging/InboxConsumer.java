package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.fault.FaultPoints;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
 *
 * <p>Commands of which thousands come a second are answered together, see {@link
 * #answeringTogether}.
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

  /**
   * What a batch of commands does, and the answers, one for each and in the same order; null is
   * none. When it throws, nothing has happened, and the commands come again one by one, so that one
   * that can't be handled does not keep the others.
   */
  @FunctionalInterface
  public interface BatchAnswerer {
    List<Message> answer(Tx tx, List<Message> commands) throws Exception;
  }

  private final ServiceContext service;
  private final ConsumerGroup group;
  private final Postgres postgres;
  private final Publisher publisher;
  private final Inbox inbox;
  private final InboxHandlers handlers = new InboxHandlers();

  private InboxConsumer(
      ServiceContext service, ConsumerGroup group, Postgres postgres, Publisher publisher) {
    this.service = service;
    this.group = group;
    this.postgres = postgres;
    this.publisher = publisher;
    this.inbox = new Inbox(group.groupName());
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
    handlers.add(type, (tx, message) -> handler.answer(tx, type.cast(message)));
    return this;
  }

  /**
   * Handles these types of commands as many at once as a poll has brought, in their order. Messages
   * of one key that are handled otherwise keep their place among them; there is one such handler.
   */
  public InboxConsumer answeringTogether(
      Set<Class<? extends Message>> types, BatchAnswerer handler) {
    handlers.addTogether(types, handler);
    return this;
  }

  /**
   * Answers a command of a type that is handled together when it can't be read, instead of giving
   * it up.
   *
   * @param answer from the payload; null when not even an answer can be made of it
   */
  public InboxConsumer answeringUnreadable(
      Class<? extends Message> type, Function<String, Message> answer) {
    handlers.addUnreadable(type, answer);
    return this;
  }

  /**
   * Tells of each command that was handled together and its answer, after the commit and under the
   * command's trace and request id. For logs and meters: a crash may come before.
   */
  public InboxConsumer telling(BiConsumer<Message, Message> listener) {
    handlers.tell(listener);
    return this;
  }

  /** Tells how far the group has come with the topics of all types that have a handler. */
  public GroupProgress progress() {
    return GroupProgress.open(service, group, handlers.types());
  }

  /** Starts reading the topics of all types that have a handler. */
  public void start() {
    ConsumerLoop.start(service, group, publisher, handlers.types(), new IntoDatabase());
  }

  private final class IntoDatabase implements BatchProcessor {
    @Override
    public void process(List<Incoming> batch) throws Exception {
      handle(batch);
    }

    @Override
    public void probe() {
      inbox.probe(postgres);
    }
  }

  private void handle(List<Incoming> batch) throws Exception {
    Map<Integer, Message> read = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      if (handlers.together(batch.get(i).type())) {
        read.put(i, handlers.read(batch.get(i)));
      }
    }
    List<Envelope> replies =
        postgres.inTransaction(
            tx -> {
              var answers = new InboxBatch(service, handlers, inbox, tx, batch, read).handle();
              service.faults().reach(FaultPoints.INBOX_BEFORE_COMMIT);
              return answers;
            });
    service.faults().reach(FaultPoints.INBOX_AFTER_COMMIT);
    if (!replies.isEmpty()) {
      publisher.publish(replies).await();
      service.faults().reach(FaultPoints.INBOX_ANSWERED);
    }
  }
}

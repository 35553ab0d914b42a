package dev.dizhtime.wallet.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.usecase.Books;
import dev.dizhtime.wallet.usecase.CaptureOrderFunds;
import dev.dizhtime.wallet.usecase.ReleaseOrderFunds;
import dev.dizhtime.wallet.usecase.ReserveOrderFunds;
import java.time.Clock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the order saga. */
public final class OrderCommands {
  private static final Logger LOG = LoggerFactory.getLogger(OrderCommands.class);

  private final Function<Tx, Books> books;
  private final ReserveOrderFunds reserve;
  private final CaptureOrderFunds capture;
  private final ReleaseOrderFunds release;

  public OrderCommands(Function<Tx, Books> books, Clock clock) {
    this.books = books;
    reserve = new ReserveOrderFunds(clock);
    capture = new CaptureOrderFunds(clock);
    release = new ReleaseOrderFunds(clock);
  }

  /** Has the consumer hand its commands to the use cases. */
  public InboxConsumer bind(InboxConsumer consumer) {
    return consumer
        .answering(
            ReserveFunds.class,
            (tx, command) ->
                told(command.orderId(), reserve.answer(books.apply(tx), command), "reserved"))
        .answering(
            CaptureFunds.class,
            (tx, command) ->
                told(command.orderId(), capture.answer(books.apply(tx), command), "captured"))
        .answering(
            ReleaseFunds.class,
            (tx, command) ->
                told(command.orderId(), release.answer(books.apply(tx), command), "released"));
  }

  private static Message told(OrderId order, Message answer, String done) {
    if (answer instanceof FundsRefused refused) {
      LOG.info("funds of order {} are not {}: {}", order, done, refused.reason());
    } else {
      LOG.info("funds of order {} are {}", order, done);
    }
    return answer;
  }
}

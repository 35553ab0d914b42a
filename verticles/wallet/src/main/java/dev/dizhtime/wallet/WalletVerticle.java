package dev.dizhtime.wallet;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.PgOutbox;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import dev.dizhtime.runtime.service.WorkLoop;
import dev.dizhtime.wallet.audit.Auditor;
import dev.dizhtime.wallet.audit.OrderViews;
import dev.dizhtime.wallet.cash.CashApi;
import dev.dizhtime.wallet.http.WalletApi;
import dev.dizhtime.wallet.messaging.WalletCommands;
import dev.dizhtime.wallet.model.Floors;
import dev.dizhtime.wallet.payment.Payments;
import dev.dizhtime.wallet.payout.Payouts;
import dev.dizhtime.wallet.persistence.PgBooks;
import dev.dizhtime.wallet.persistence.PgHoldDeadlines;
import dev.dizhtime.wallet.persistence.PgJournal;
import dev.dizhtime.wallet.persistence.PgStatements;
import dev.dizhtime.wallet.statement.AccountHistory;
import dev.dizhtime.wallet.statement.StatementApi;
import dev.dizhtime.wallet.usecase.Books;
import dev.dizhtime.wallet.usecase.ExpireHolds;
import java.util.function.Function;

/** The wiring of the wallet. */
final class WalletVerticle implements ServiceVerticle {
  private static final String DESCRIPTION = "dev/dizhtime/wallet/openapi.json";
  private static final long DEFAULT_GRACE_MILLIS = 60_000;
  private static final long MAX_CASH_CREDIT = 100_000_000;
  private static final long EXPIRY_SWEEP_MILLIS = 1_000;

  @Override
  public void start(ServiceContext service) throws Exception {
    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
    Postgres postgres = Postgres.open(service, "dev/dizhtime/wallet/db");
    Publisher publisher = Publisher.open(service);
    PgOutbox.relay(service, postgres, publisher);

    var floors =
        new Floors(
            service
                .env()
                .longInteger(
                    "CASH_CREDIT_LIMIT_MINOR",
                    Floors.DEFAULT_CASH_CREDIT_MINOR,
                    0,
                    MAX_CASH_CREDIT));
    Function<Tx, Books> books = tx -> new PgBooks(tx, service.clock(), floors);
    InboxConsumer commands = InboxConsumer.of(service, ConsumerGroup.WALLET, postgres, publisher);
    new WalletCommands(books, service.clock()).bind(commands).start();
    expireHolds(service, postgres, books);

    InboxConsumer views =
        InboxConsumer.of(service, ConsumerGroup.WALLET_VIEWS, postgres, publisher);
    OrderViews.bind(views).start();

    long graceMillis =
        service.env().longInteger("LEDGER_GRACE_MILLIS", DEFAULT_GRACE_MILLIS, 0, 86_400_000);
    ImbalanceGauge.start(service, () -> PgJournal.measure(postgres));
    Auditor.start(service, postgres, graceMillis);

    Api api = Api.open(service, DESCRIPTION).tokens(TokenVerifier.open(service));
    Payments.start(service, postgres, books, api);
    Payouts.start(service, postgres, books, api);
    new CashApi(postgres, books, floors).bind(api);
    new StatementApi(new AccountHistory(postgres), service.clock()).bind(api);
    new WalletApi(new PgStatements(postgres), () -> PgJournal.verify(postgres, graceMillis))
        .bind(api);
    api.listen();
  }

  private static void expireHolds(
      ServiceContext service, Postgres postgres, Function<Tx, Books> books) {
    var expire = new ExpireHolds(service.clock());
    long everyMillis =
        service.env().longInteger("EXPIRY_SWEEP_MILLIS", EXPIRY_SWEEP_MILLIS, 50, 600_000);
    WorkLoop.start(
        service,
        "expiry of holds",
        everyMillis,
        () ->
            PgHoldDeadlines.sweep(
                postgres, (tx, due) -> expire.expire(books.apply(tx), due, tx::send)));
  }
}

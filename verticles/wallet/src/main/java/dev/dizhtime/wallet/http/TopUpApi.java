package dev.dizhtime.wallet.http;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.TransferIds;
import dev.dizhtime.wallet.usecase.Books;
import dev.dizhtime.wallet.usecase.TopUp;
import java.util.Currency;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes money in. */
public final class TopUpApi {
  private static final Logger LOG = LoggerFactory.getLogger(TopUpApi.class);

  private final Idempotency idempotency;
  private final Function<Tx, Books> books;
  private final TopUp topUp;

  private record Request(Money amount) {}

  public TopUpApi(Idempotency idempotency, Function<Tx, Books> books, TopUp topUp) {
    this.idempotency = idempotency;
    this.books = books;
    this.topUp = topUp;
  }

  /** Binds the operation that pays in. */
  public Api bind(Api api) {
    return api.operation("topUpWallet", this::pay);
  }

  private Reply pay(Call call) throws Exception {
    Money amount = call.body(Request.class).amount();
    refuseUnknownCurrency(amount.currency());
    UserId customer = call.caller().userId();
    return idempotency.once(call, tx -> pay(call, tx, customer, amount));
  }

  private Reply pay(Call call, Tx tx, UserId customer, Money amount) {
    // The id comes from the key, so even a key that was long forgotten pays only once.
    TransferId id = TransferIds.topUp(customer, call.header(Idempotency.HEADER).orElse("").strip());
    TopUp.Receipt receipt =
        topUp
            .pay(books.apply(tx), id, customer, amount, tx::send)
            .orElseThrow(
                () ->
                    Problem.unacceptable(Idempotency.HEADER, "was used before with another request")
                        .exception());
    LOG.info("wallet of {} is topped up by transfer {}", customer, id);
    return Reply.created("/api/wallet/transfers/" + id, receipt);
  }

  private static void refuseUnknownCurrency(String code) {
    try {
      Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      throw Problem.unacceptable("amount.currency", "is not an ISO 4217 currency").exception();
    }
  }
}

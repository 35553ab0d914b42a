package dev.dizhtime.wallet.cash;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Floors;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.usecase.Books;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the cash that drivers bring in, and sets how much they may have. */
public final class CashApi {
  private static final Logger LOG = LoggerFactory.getLogger(CashApi.class);
  private static final String LIMIT_OF = "/api/wallet/drivers/%s/cash-limit?currency=%s";

  private final Postgres postgres;
  private final Idempotency idempotency;
  private final Function<Tx, Books> books;
  private final CashLimits limits;

  private record Deposit(UserId driverId, Money amount) {}

  private record Receipt(UUID depositId, UserId driverId, Money amount, long owedMinor) {}

  private record Limit(String currency, long limitMinor) {}

  private record LimitView(UUID driverId, String currency, long limitMinor) {}

  public CashApi(Postgres postgres, Function<Tx, Books> books, Floors floors) {
    this.postgres = postgres;
    this.idempotency = new Idempotency(postgres);
    this.books = books;
    this.limits = new CashLimits(floors);
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("depositCash", this::deposit)
        .operation("getCashLimit", this::limit)
        .operation("setCashLimit", this::setLimit);
  }

  private Reply deposit(Call call) throws Exception {
    Deposit deposit = call.body(Deposit.class);
    return idempotency.once(call, tx -> deposit(call, tx, deposit));
  }

  private Reply deposit(Call call, Tx tx, Deposit deposit) {
    UserId admin = call.caller().userId();
    Money amount = deposit.amount();
    UUID id = id(deposit.driverId(), call.header(Idempotency.HEADER).orElse("").strip());
    AccountKey cash = cashFloat(deposit.driverId().value(), amount.currency());
    AccountKey clearing = AccountKey.platform(AccountKind.CASH_CLEARING, amount.currency());
    TransferId transfer = new TransferId(id);
    Books own = books.apply(tx);
    Ledger ledger = own.open(List.of(cash, clearing), List.of(transfer));
    if (ledger.find(transfer).isPresent()) {
      throw Problem.unacceptable(Idempotency.HEADER, "was used before for this driver").exception();
    }
    long owed = -ledger.account(cash.id()).balance().postedMinor();
    if (owed < amount.amountMinor()) {
      String field = owed <= 0 ? "driverId" : "amount.amountMinor";
      throw Problem.unacceptable(
              field, "is more than the driver has of our cash: " + Math.max(0, owed))
          .exception();
    }
    Outcome outcome =
        ledger.post(
            List.of(Transfer.posted(transfer, clearing, cash, amount, Purpose.CASH_DEPOSIT, null)));
    if (!(outcome instanceof Outcome.Posted)) {
      throw new IllegalStateException("deposit " + id + " can't be posted");
    }
    own.write(ledger);
    tx.update(
        """
        INSERT INTO cash_deposit (id, driver_id, amount, currency, taken_by)
        VALUES ($1, $2, $3, $4, $5)
        """,
        id,
        deposit.driverId().value(),
        amount.amountMinor(),
        amount.currency(),
        admin.value());
    tx.afterCommit(() -> LOG.info("driver {} brought in {}", deposit.driverId(), amount));
    return Reply.created(
        "/api/wallet/transfers/" + id,
        new Receipt(id, deposit.driverId(), amount, owed - amount.amountMinor()));
  }

  private Reply limit(Call call) throws Exception {
    UUID driver = call.pathId("driverId", each -> each);
    String currency = call.query("currency").orElseThrow();
    long found = postgres.inTransaction(tx -> limits.find(tx, cashFloat(driver, currency)));
    return answer(driver, new Limit(currency, found));
  }

  /** The tag of a limit is the limit itself: whoever changes it says which one they have seen. */
  private Reply setLimit(Call call) throws Exception {
    UUID driver = call.pathId("driverId", each -> each);
    Limit wanted = call.body(Limit.class);
    String seen =
        call.header("If-Match")
            .orElseThrow(
                () ->
                    Problem.of(
                            428,
                            "precondition-required",
                            "Say what you have seen",
                            "If-Match: send the ETag of "
                                + LIMIT_OF.formatted(driver, wanted.currency()))
                        .with("If-Match", "is missing")
                        .exception());
    AccountKey cash = cashFloat(driver, wanted.currency());
    postgres.inTransaction(
        tx -> {
          limits.change(tx, cash, seen, wanted.limitMinor());
          tx.afterCommit(
              () ->
                  LOG.info(
                      "driver {} may have {} {} of cash, says {}",
                      driver,
                      wanted.limitMinor(),
                      wanted.currency(),
                      call.caller().userId()));
          return null;
        });
    return answer(driver, wanted);
  }

  private static Reply answer(UUID driver, Limit limit) {
    return Reply.ok(new LimitView(driver, limit.currency(), limit.limitMinor()))
        .with("etag", CashLimits.tag(limit.limitMinor()));
  }

  private static AccountKey cashFloat(UUID driver, String currency) {
    return new AccountKey(AccountKind.CASH_FLOAT, driver, currency);
  }

  /** The driver's, not the admin's: a slip that another admin books again is still the same one. */
  private static UUID id(UserId driver, String key) {
    String name = "cash-deposit|" + driver + "|" + key;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}

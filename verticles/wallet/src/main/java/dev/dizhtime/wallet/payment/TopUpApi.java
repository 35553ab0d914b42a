package dev.dizhtime.wallet.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.TransferIds;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Takes customers' wishes to pay in, and tells what came of them. */
public final class TopUpApi {
  private final Postgres postgres;
  private final Idempotency idempotency;
  private final String provider;
  private final Set<String> currencies;
  private final Runnable wake;

  private record Request(Money amount) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record View(
      UUID topUpId,
      TopUp.Status status,
      Money amount,
      String reason,
      Instant createdAt,
      Instant decidedAt) {
    static View of(TopUp topUp) {
      return new View(
          topUp.id(),
          topUp.status(),
          topUp.amount(),
          topUp.reason(),
          topUp.createdAt(),
          topUp.decidedAt());
    }
  }

  /** {@code wake} has the new top-ups looked at. */
  public TopUpApi(Postgres postgres, PaymentConfig config, Runnable wake) {
    this.postgres = postgres;
    this.idempotency = new Idempotency(postgres);
    this.provider = config.provider();
    this.currencies = config.currencies();
    this.wake = wake;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("topUpWallet", this::request).operation("getTopUp", this::find);
  }

  private Reply request(Call call) throws Exception {
    Money amount = call.body(Request.class).amount();
    if (!currencies.contains(amount.currency())) {
      throw Problem.unacceptable("amount.currency", "must be one of " + currencies).exception();
    }
    UserId customer = call.caller().userId();
    return idempotency.once(call, tx -> request(call, tx, customer, amount));
  }

  private Reply request(Call call, Tx tx, UserId customer, Money amount) {
    // The id comes from the key, so even a key that was long forgotten pays only once.
    String key = call.header(Idempotency.HEADER).orElse("").strip();
    UUID id = TransferIds.topUp(customer, key).value();
    TopUp topUp = TopUps.store(tx, id, customer, amount, provider);
    if (!topUp.amount().equals(amount)) {
      throw Problem.unacceptable(Idempotency.HEADER, "was used before with another request")
          .exception();
    }
    tx.afterCommit(wake);
    return Reply.created("/api/wallet/top-ups/" + id, View.of(topUp));
  }

  private Reply find(Call call) {
    UUID id = call.pathId("topUpId", each -> each);
    return Reply.ok(
        TopUps.find(postgres, call.caller().userId(), id)
            .map(View::of)
            .orElseThrow(() -> Problem.notFound("top-up", id).exception()));
  }
}

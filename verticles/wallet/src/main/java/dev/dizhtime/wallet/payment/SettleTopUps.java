package dev.dizhtime.wallet.payment;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.TopUpChargedBack;
import dev.dizhtime.contracts.wallet.TopUpDeclined;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.payment.TopUp.Status;
import dev.dizhtime.wallet.usecase.Books;
import dev.dizhtime.wallet.usecase.ChargeBack;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to a top-up what its provider tells, in whatever order it is told. What is known counts, not
 * what came last: a decline never undoes a success, money that the provider has is always credited,
 * and who takes money back has had it.
 */
public final class SettleTopUps {
  private static final Logger LOG = LoggerFactory.getLogger(SettleTopUps.class);
  private static final int MAX_REASON = 100;

  private final Postgres postgres;
  private final Function<Tx, Books> books;
  private final Clock clock;
  private final dev.dizhtime.wallet.usecase.TopUp credit;

  public SettleTopUps(Postgres postgres, Function<Tx, Books> books, Clock clock) {
    this.postgres = postgres;
    this.books = books;
    this.clock = clock;
    credit = new dev.dizhtime.wallet.usecase.TopUp(clock);
  }

  /** What came of an event. */
  enum Result {
    /** It had its effect, or had it before, or there was nothing left for it to do. */
    TAKEN,
    /** There is no such payment of ours, at least not yet. */
    UNKNOWN,
    /** It speaks of another amount than the customer was to pay. */
    MISMATCH
  }

  /** Takes what a webhook says. */
  Result take(String provider, PaymentEvent event) throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<TopUp> found =
              event.topUpId().isPresent()
                  ? TopUps.lock(tx, event.topUpId().get())
                  : TopUps.lock(tx, provider, event.reference());
          if (found.isEmpty()) {
            return Result.UNKNOWN;
          }
          TopUp topUp = found.get();
          if (!fits(event, topUp.amount())) {
            return Result.MISMATCH;
          }
          if (!TopUps.first(tx, provider, event, topUp.id())) {
            return Result.TAKEN;
          }
          if (event.reference() != null) {
            TopUps.refer(tx, topUp.id(), event.reference());
          }
          apply(tx, topUp, event.kind(), event.amount(), event.reason());
          return Result.TAKEN;
        });
  }

  /** Takes what the provider answered when it was asked. */
  void take(UUID topUpId, PaymentProvider.Payment payment) throws Exception {
    postgres.inTransaction(
        tx -> {
          TopUp topUp = TopUps.lock(tx, topUpId).orElseThrow();
          if (payment.reference() != null) {
            TopUps.refer(tx, topUpId, payment.reference());
          }
          if (payment.kind().isPresent()) {
            apply(tx, topUp, payment.kind().get(), topUp.amount(), payment.reason());
          }
          return null;
        });
  }

  private static boolean fits(PaymentEvent event, Money paid) {
    Money told = event.amount();
    return event.kind() == PaymentEvent.Kind.CHARGED_BACK
        ? told.currency().equals(paid.currency())
            && told.amountMinor() > 0
            && told.amountMinor() <= paid.amountMinor()
        : told.equals(paid);
  }

  private void apply(Tx tx, TopUp topUp, PaymentEvent.Kind kind, Money amount, String reason) {
    try (Scope _ = topUp.cause().resume()) {
      decide(tx, topUp, kind, amount, reason);
    }
  }

  private void decide(Tx tx, TopUp topUp, PaymentEvent.Kind kind, Money amount, String reason) {
    // One for all that this transaction writes, so that it takes one chain.
    Books own = books.apply(tx);
    Status status = topUp.status();
    boolean unpaid = status == Status.PENDING || status == Status.DECLINED;
    switch (kind) {
      case SUCCEEDED -> {
        if (unpaid) {
          succeed(tx, own, topUp);
        }
      }
      case DECLINED -> {
        if (status == Status.PENDING) {
          decline(tx, topUp, reason);
        }
      }
      case CHARGED_BACK -> {
        if (unpaid) {
          // Told before the success: there is nothing to take back that was not paid.
          succeed(tx, own, topUp);
        }
        if (status != Status.CHARGED_BACK) {
          chargeBack(tx, own, topUp, amount, reason);
        }
      }
    }
  }

  private void succeed(Tx tx, Books own, TopUp topUp) {
    TransferId transfer = new TransferId(topUp.id());
    credit
        .pay(own, transfer, topUp.customer(), topUp.amount(), tx::send)
        .orElseThrow(
            () -> new IllegalStateException("transfer " + transfer + " has other content"));
    TopUps.decide(tx, topUp.id(), Status.SUCCEEDED, null, clock.instant());
    tx.afterCommit(
        () -> LOG.info("top-up {} of {} is in the wallet", topUp.id(), topUp.customer()));
  }

  private void decline(Tx tx, TopUp topUp, String reason) {
    String code = code(reason, "declined");
    TopUps.decide(tx, topUp.id(), Status.DECLINED, code, clock.instant());
    tx.send(new TopUpDeclined(topUp.customer(), topUp.id(), topUp.amount(), code, clock.instant()));
    tx.afterCommit(() -> LOG.info("top-up {} is declined: {}", topUp.id(), code));
  }

  private void chargeBack(Tx tx, Books own, TopUp topUp, Money amount, String reason) {
    TransferId first = ChargeBack.take(own, topUp.id(), topUp.customer(), amount);
    String code = code(reason, "charged_back");
    TopUps.decide(tx, topUp.id(), Status.CHARGED_BACK, code, clock.instant());
    tx.send(new TopUpChargedBack(topUp.customer(), topUp.id(), first, amount, clock.instant()));
    tx.afterCommit(() -> LOG.warn("top-up {} is charged back: {}", topUp.id(), code));
  }

  private static String code(String reason, String fallback) {
    return reason == null || reason.isBlank()
        ? fallback
        : reason.substring(0, Math.min(reason.length(), MAX_REASON));
  }
}

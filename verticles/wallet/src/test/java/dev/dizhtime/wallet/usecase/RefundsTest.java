package dev.dizhtime.wallet.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.AdjustmentRefused;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsAdjusted;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer gets back of an order that was paid, and who bears it. */
class RefundsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final UserId anna = new UserId(UUID.randomUUID());
  private final OrderId order = new OrderId(UUID.randomUUID());
  private final UUID restaurant = UUID.randomUUID();
  private final TransferId adjustment = new TransferId(UUID.randomUUID());
  private final BooksInMemory books = new BooksInMemory();

  @BeforeEach
  void annaHasPaidSixEuroOfTen() {
    new TopUp(CLOCK).pay(books, new TransferId(UUID.randomUUID()), anna, eur(1_000), _ -> {});
    answer(new ReserveFunds(order, anna, eur(600)));
    answer(new CaptureFunds(order, anna, List.of(new Leg(Payee.RESTAURANT, restaurant, eur(600)))));
  }

  @Test
  void givesBackInPartsUpToWhatWasPaidAndNoCentMore() {
    assertThat(refund(newId(), 400)).isInstanceOf(FundsAdjusted.class);
    assertThat(refund(newId(), 201)).isEqualTo(refused(lastId, "EXCEEDS_CAPTURED"));
    assertThat(refund(newId(), 200)).isInstanceOf(FundsAdjusted.class);
    assertThat(refund(newId(), 1)).isEqualTo(refused(lastId, "EXCEEDS_CAPTURED"));

    assertThat(wallet()).isEqualTo(1_000);
    assertThat(earned()).isZero();
  }

  @Test
  void givesNothingBackOfWhatWasNeverPaid() {
    var another = new OrderId(UUID.randomUUID());
    answer(new ReserveFunds(another, anna, eur(100)));

    assertThat(answer(adjust(another, adjustment, anna, List.of(back(anna, 50)))))
        .isEqualTo(new AdjustmentRefused(another, adjustment, "NOT_CAPTURED", CLOCK.instant()));
    assertThat(wallet()).isEqualTo(400);
  }

  @Test
  void givesBackOnceHoweverOftenItIsAskedAndNeverLessUnderTheSameId() {
    var two = List.of(back(anna, 100), back(anna, 50));
    assertThat(answer(adjust(order, adjustment, anna, two))).isInstanceOf(FundsAdjusted.class);
    assertThat(answer(adjust(order, adjustment, anna, two))).isInstanceOf(FundsAdjusted.class);

    assertThat(answer(adjust(order, adjustment, anna, two.subList(0, 1))))
        .isEqualTo(refused(adjustment, "CONFLICT"));
    assertThat(wallet()).isEqualTo(550);
  }

  @Test
  void givesNothingToSomebodyElse() {
    var stranger = new UserId(UUID.randomUUID());

    assertThat(answer(adjust(order, adjustment, anna, List.of(back(stranger, 50)))))
        .isEqualTo(refused(adjustment, "UNKNOWN_ACCOUNT"));
    assertThat(earned()).isEqualTo(600);
  }

  @Test
  void refusesWhatMovesNothingAndTwoCurrencies() {
    var dollars =
        new Movement(
            Party.RESTAURANT, restaurant, Party.CUSTOMER, anna.value(), new Money(5, "USD"));
    for (var movements :
        List.of(List.<Movement>of(), List.of(back(anna, 0)), List.of(back(anna, 5), dollars))) {
      assertThat(answer(adjust(order, adjustment, anna, movements)))
          .isEqualTo(refused(adjustment, "AMOUNT_MISMATCH"));
    }
    assertThat(wallet()).isEqualTo(400);
  }

  private TransferId lastId;

  private TransferId newId() {
    lastId = new TransferId(UUID.randomUUID());
    return lastId;
  }

  private Message refund(TransferId id, long amount) {
    return answer(adjust(order, id, anna, List.of(back(anna, amount))));
  }

  private Movement back(UserId customer, long amount) {
    return new Movement(
        Party.RESTAURANT, restaurant, Party.CUSTOMER, customer.value(), eur(amount));
  }

  private static AdjustFunds adjust(
      OrderId order, TransferId id, UserId customer, List<Movement> movements) {
    return new AdjustFunds(order, id, customer, movements, "cold");
  }

  private Message answer(Message command) {
    return new AnswerCommands(CLOCK).answer(books, List.of(command), false).getFirst();
  }

  private AdjustmentRefused refused(TransferId id, String reason) {
    return new AdjustmentRefused(order, id, reason, CLOCK.instant());
  }

  private long wallet() {
    return books.balance(AccountKey.customer(anna, "EUR")).postedMinor();
  }

  private long earned() {
    return books.balance(new AccountKey(AccountKind.RESTAURANT, restaurant, "EUR")).postedMinor();
  }

  private static Money eur(long amount) {
    return new Money(amount, "EUR");
  }
}

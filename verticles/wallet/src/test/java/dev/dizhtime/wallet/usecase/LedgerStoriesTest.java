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
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.Floors;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Stories that chance tells: commands in any order, repeated, in batches that may be rolled back
 * and come again. After each batch the books must be what a model of a few lines says.
 */
class LedgerStoriesTest {
  private static final int ORDERS = 2;
  private static final long OPENING = 1_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  enum Deed {
    RESERVE,
    RESERVE_IN_CASH,
    CAPTURE,
    RELEASE,
    REFUND,
    EXPIRE
  }

  /** One command; {@code number} tells attempts, and adjustments, apart. */
  record Step(Deed deed, int order, int number, long amount, boolean twice) {}

  /** Steps of one transaction, which is rolled back some times before it commits. */
  record Batch(List<Step> steps, int crashes) {}

  @Provide
  Arbitrary<List<Batch>> stories() {
    Arbitrary<Step> steps =
        Combinators.combine(
                Arbitraries.of(Deed.class),
                Arbitraries.integers().between(0, ORDERS - 1),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(1L, 100L, 400L, 600L, 1_000L, 1_001L, 15_000L, 20_001L),
                Arbitraries.of(true, false))
            .as(Step::new);
    return Combinators.combine(
            steps.list().ofMinSize(1).ofMaxSize(5), Arbitraries.integers().between(0, 2))
        .as(Batch::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 2_000)
  void theBooksAreWhatTheModelSays(@ForAll("stories") List<Batch> story) {
    var books = new BooksInMemory();
    var model = new TinyBooks(ORDERS, OPENING, Floors.DEFAULT_CASH_CREDIT_MINOR);
    for (int i = 0; i < ORDERS; i++) {
      topUp(books, i);
    }
    for (Batch batch : story) {
      for (int i = 0; i < batch.crashes(); i++) {
        play(books.copy(), batch);
      }
      assertThat(play(books, batch)).as(batch.toString()).isEqualTo(expected(model, batch));
      check(books, model);
    }
  }

  private static void topUp(BooksInMemory books, int order) {
    var provider = AccountKey.platform(AccountKind.PROVIDER_CLEARING, "EUR");
    var ledger = books.open(List.of(provider, wallet(order)), List.of());
    var id = new TransferId(new UUID(9, order));
    var outcome =
        ledger.post(
            List.of(
                Transfer.posted(id, provider, wallet(order), eur(OPENING), Purpose.TOP_UP, null)));
    assertThat(outcome).isInstanceOf(Outcome.Posted.class);
    books.write(ledger);
  }

  /** Does a batch, commands at once and expiries after them; says which commands were taken. */
  private static List<Boolean> play(BooksInMemory books, Batch batch) {
    List<Message> commands = new ArrayList<>();
    for (Step step : batch.steps()) {
      if (step.deed() != Deed.EXPIRE) {
        commands.add(command(step));
        if (step.twice()) {
          commands.add(command(step));
        }
      }
    }
    List<Boolean> taken = new ArrayList<>();
    for (Message answer : new AnswerCommands(CLOCK).answer(books, commands, false)) {
      taken.add(!(answer instanceof FundsRefused || answer instanceof AdjustmentRefused));
    }
    for (Step step : batch.steps()) {
      if (step.deed() == Deed.EXPIRE) {
        var hold = TransferIds.hold(order(step.order()), step.number());
        if (books.open(List.of(), List.of(hold)).find(hold).isPresent()) {
          new ExpireHolds(CLOCK).expire(books, List.of(hold), _ -> {});
        }
      }
    }
    return taken;
  }

  private static List<Boolean> expected(TinyBooks model, Batch batch) {
    List<Boolean> expected = new ArrayList<>();
    for (Step step : batch.steps()) {
      if (step.deed() != Deed.EXPIRE) {
        expected.add(expected(model, step));
        if (step.twice()) {
          expected.add(expected(model, step));
        }
      }
    }
    for (Step step : batch.steps()) {
      if (step.deed() == Deed.EXPIRE) {
        model.expire(step.order(), step.number());
      }
    }
    return expected;
  }

  private static boolean expected(TinyBooks model, Step step) {
    return switch (step.deed()) {
      case RESERVE -> model.reserve(step.order(), step.number(), step.amount(), false);
      case RESERVE_IN_CASH -> model.reserve(step.order(), step.number(), step.amount(), true);
      case CAPTURE -> model.capture(step.order(), step.number(), step.amount());
      case RELEASE -> model.release(step.order(), step.number());
      case REFUND -> model.refund(step.order(), step.number(), step.amount());
      case EXPIRE -> throw new IllegalArgumentException("no command");
    };
  }

  private static Message command(Step step) {
    OrderId order = order(step.order());
    UserId customer = customer(step.order());
    Money amount = eur(step.amount());
    return switch (step.deed()) {
      case RESERVE -> new ReserveFunds(order, customer, amount, step.number(), null, null);
      case RESERVE_IN_CASH ->
          new ReserveFunds(order, customer, amount, step.number(), driver(step.order()), null);
      case CAPTURE ->
          new CaptureFunds(
              order,
              customer,
              List.of(new Leg(Leg.Payee.RESTAURANT, restaurant(step.order()), amount)),
              step.number(),
              amount,
              null);
      case RELEASE -> new ReleaseFunds(order, customer, step.number());
      case REFUND ->
          new AdjustFunds(
              order,
              new TransferId(new UUID(step.order(), step.number())),
              customer,
              List.of(new Movement(Party.PLATFORM, null, Party.CUSTOMER, customer.value(), amount)),
              "chance");
      case EXPIRE -> throw new IllegalArgumentException("no command");
    };
  }

  private static void check(BooksInMemory books, TinyBooks model) {
    for (int i = 0; i < ORDERS; i++) {
      Balance wallet = books.balance(wallet(i));
      assertThat(wallet.postedMinor()).isEqualTo(model.wallet[i]);
      assertThat(wallet.debitsPending()).isEqualTo(model.walletHeld[i]);
      Balance cash = books.balance(account(AccountKind.CASH_FLOAT, driver(i).value()));
      assertThat(cash.postedMinor()).isEqualTo(model.cash[i]);
      assertThat(cash.debitsPending()).isEqualTo(model.cashHeld[i]);
      assertThat(books.balance(account(AccountKind.RESTAURANT, restaurant(i))).postedMinor())
          .isEqualTo(model.restaurant[i]);
      assertThat(books.balance(AccountKey.escrow(customer(i), "EUR")).postedMinor()).isZero();
    }
    assertThat(books.accounts().stream().mapToLong(each -> each.balance().postedMinor()).sum())
        .isZero();
    for (Account each : books.accounts()) {
      each.floorMinor()
          .ifPresent(
              floor -> assertThat(each.balance().availableMinor()).isGreaterThanOrEqualTo(floor));
    }
  }

  private static AccountKey wallet(int order) {
    return AccountKey.customer(customer(order), "EUR");
  }

  private static AccountKey account(AccountKind kind, UUID owner) {
    return new AccountKey(kind, owner, "EUR");
  }

  private static OrderId order(int number) {
    return new OrderId(new UUID(1, number));
  }

  private static UserId customer(int order) {
    return new UserId(new UUID(2, order));
  }

  private static UserId driver(int order) {
    return new UserId(new UUID(3, order));
  }

  private static UUID restaurant(int order) {
    return new UUID(4, order);
  }

  private static Money eur(long amount) {
    return new Money(amount, "EUR");
  }
}

package dev.dizhtime.wallet.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.TransferRequest;
import dev.dizhtime.contracts.wallet.TransfersPosted;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
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
 * Linked transfers that chance makes up, of few accounts and fewer ids, so that they meet: all of a
 * chain or none, whether its batch is rolled back first or comes again after it was committed.
 */
class LinkedStoriesTest {
  private static final int WALLETS = 3;
  private static final int IDS = 6;
  private static final long OPENING = 1_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  /**
   * Chains of one transaction.
   *
   * @param crashes how often it is rolled back before it commits
   * @param again how often it comes again, because the crash was after the commit
   */
  record Batch(List<List<TinyChains.Link>> chains, int crashes, int again) {}

  @Provide
  Arbitrary<List<Batch>> stories() {
    Arbitrary<TinyChains.Link> links =
        Combinators.combine(
                Arbitraries.integers().between(0, IDS - 1),
                Arbitraries.of(TransferRequest.Kind.class),
                Arbitraries.integers().between(0, WALLETS - 1),
                Arbitraries.integers().between(1, WALLETS - 1),
                Arbitraries.of(1L, 300L, 700L, 1_000L, 1_001L),
                Arbitraries.integers().between(0, IDS - 1))
            .as(
                (id, kind, from, step, amount, pending) ->
                    new TinyChains.Link(id, kind, from, (from + step) % WALLETS, amount, pending));
    return Combinators.combine(
            links.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 2))
        .as(Batch::new)
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 2_000)
  void chainsAreTakenAsAWholeOrNotAtAll(@ForAll("stories") List<Batch> story) {
    var books = new BooksInMemory();
    var model = new TinyChains(WALLETS, OPENING);
    for (int i = 0; i < WALLETS; i++) {
      open(books, i);
    }
    for (Batch batch : story) {
      for (int i = 0; i < batch.crashes(); i++) {
        play(books.copy(), batch);
      }
      for (int i = 0; i <= batch.again(); i++) {
        assertThat(play(books, batch))
            .as(batch.toString())
            .isEqualTo(batch.chains().stream().map(model::take).toList());
        check(books, model);
      }
    }
  }

  private static void open(BooksInMemory books, int wallet) {
    var provider = AccountKey.platform(AccountKind.PROVIDER_CLEARING, "EUR");
    var ledger = books.open(Extent.of(List.of(provider, wallet(wallet)), List.of()));
    var id = new TransferId(new UUID(9, wallet));
    ledger.post(
        List.of(Transfer.posted(id, provider, wallet(wallet), eur(OPENING), Purpose.TOP_UP, null)));
    books.write(ledger);
  }

  /** Which of the chains were taken. */
  private static List<Boolean> play(BooksInMemory books, Batch batch) {
    List<Message> commands = new ArrayList<>();
    for (List<TinyChains.Link> chain : batch.chains()) {
      commands.add(
          new PostTransfers(
              UUID.randomUUID(), chain.stream().map(LinkedStoriesTest::request).toList()));
    }
    return new AnswerCommands(CLOCK)
        .answer(books, commands, false).stream().map(TransfersPosted.class::isInstance).toList();
  }

  private static TransferRequest request(TinyChains.Link link) {
    return switch (link.kind()) {
      case POSTED, PENDING ->
          new TransferRequest(
              id(link.id()),
              link.kind(),
              wallet(link.from()).id().value(),
              wallet(link.to()).id().value(),
              eur(link.amount()),
              null,
              null);
      case POST_PENDING ->
          new TransferRequest(
              id(link.id()), link.kind(), null, null, eur(link.amount()), id(link.pending()), null);
      case VOID_PENDING ->
          new TransferRequest(
              id(link.id()), link.kind(), null, null, null, id(link.pending()), null);
    };
  }

  private static void check(BooksInMemory books, TinyChains model) {
    for (int i = 0; i < WALLETS; i++) {
      Balance balance = books.balance(wallet(i));
      assertThat(balance.postedMinor()).isEqualTo(model.posted[i]).isNotNegative();
      assertThat(balance.debitsPending()).isEqualTo(model.held[i]);
      assertThat(balance.postedMinor() - balance.debitsPending()).isNotNegative();
    }
    assertThat(books.written()).isEqualTo(WALLETS + model.taken());
    assertThat(books.accounts().stream().mapToLong(each -> each.balance().postedMinor()).sum())
        .isZero();
  }

  private static TransferId id(int number) {
    return new TransferId(new UUID(1, number));
  }

  private static AccountKey wallet(int number) {
    return AccountKey.customer(new UserId(new UUID(2, number)), "EUR");
  }

  private static Money eur(long amount) {
    return new Money(amount, "EUR");
  }
}

package dev.dizhtime.wallet.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainAuditTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123456Z");

  private final List<ChainedTransfer> chain = chain(5);
  private final ChainHead head = chain.getLast().head();

  @Test
  void passesAChainAsItWasWritten() {
    assertThat(problems(chain, head)).isEmpty();
  }

  @Test
  void findsAChangedAmount() {
    var written = chain.get(2);
    chain.set(2, new ChainedTransfer(transfer(999), written.head(), written.at()));

    assertThat(problems(chain, head)).singleElement().asString().contains("its hash does not fit");
  }

  @Test
  void findsAChangedTime() {
    var written = chain.get(2);
    chain.set(
        2, new ChainedTransfer(written.transfer(), written.head(), written.at().plusMillis(1)));

    assertThat(problems(chain, head)).hasSize(1);
  }

  @Test
  void findsATransferTakenOut() {
    chain.remove(2);

    assertThat(problems(chain, head)).singleElement().asString().contains("is number 4, not 3");
  }

  @Test
  void findsTheLastTransferTakenOut() {
    chain.removeLast();

    assertThat(problems(chain, head)).singleElement().asString().contains("ends at number 4");
  }

  @Test
  void findsTwoThatChangedPlaces() {
    var second = chain.get(1);
    chain.set(1, new ChainedTransfer(chain.get(2).transfer(), second.head(), AT));
    chain.set(2, new ChainedTransfer(second.transfer(), chain.get(2).head(), AT));

    assertThat(problems(chain, head)).hasSize(2);
  }

  private static List<String> problems(List<ChainedTransfer> chain, ChainHead head) {
    var audit = new ChainAudit(0);
    List<String> problems = new ArrayList<>();
    chain.forEach(each -> audit.next(each).ifPresent(problems::add));
    audit.end(head).ifPresent(problems::add);
    return problems;
  }

  private static List<ChainedTransfer> chain(int length) {
    List<ChainedTransfer> chain = new ArrayList<>();
    ChainHead head = ChainHead.genesis(0);
    for (int i = 1; i <= length; i++) {
      Transfer transfer = transfer(i);
      head = head.append(transfer, AT);
      chain.add(new ChainedTransfer(transfer, head, AT));
    }
    return chain;
  }

  private static Transfer transfer(long amount) {
    return new Transfer(
        new TransferId(UUID.randomUUID()),
        TransferKind.POSTED,
        AccountKey.platform(AccountKind.TAX, "EUR").id(),
        AccountKey.platform(AccountKind.COMMISSION, "EUR").id(),
        new Money(amount, "EUR"),
        Purpose.TAX,
        null,
        null);
  }
}

package dev.dizhtime.wallet.usecase;

import dev.dizhtime.wallet.model.ChainAudit;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.ChainedTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes everything from the transfers: each chain of hashes, each account's counters, and the
 * zero sum of each currency; and holds it against what orders say of themselves. Its cost grows
 * with the ledger; its memory does not.
 */
public final class VerifyLedger {
  /** Faults that are told at most; there may be more. */
  public static final int MAX_PROBLEMS = 20;

  private static final int PAGE = 2_000;

  /**
   * What was found.
   *
   * @param ok whether nothing is wrong
   * @param balanced whether chains, sums and counters are right
   * @param transfers how many were checked
   * @param pendingHolds that are not resolved
   * @param orphanHolds those of them that belong to no live order
   * @param endedOrders that came to their end
   * @param unequalOrders those of them that were not paid out as they should be
   * @param problems a sentence for each fault, at most {@link #MAX_PROBLEMS}
   */
  public record Report(
      boolean ok,
      boolean balanced,
      List<CurrencyTotals> currencies,
      long transfers,
      long accounts,
      long chains,
      long pendingHolds,
      long orphanHolds,
      long endedOrders,
      long unequalOrders,
      List<String> problems) {}

  private VerifyLedger() {}

  /** Looks through the whole journal. */
  public static Report verify(Journal journal) {
    List<String> problems = new ArrayList<>();
    long transfers = 0;
    List<ChainHead> heads = journal.heads();
    for (ChainHead head : heads) {
      transfers += walk(journal, head, problems);
    }
    List<CurrencyTotals> totals = journal.totals();
    for (CurrencyTotals each : totals) {
      if (each.imbalanceMinor() != 0) {
        problems.add("the sum over %s is not zero".formatted(each.currency()));
      }
    }
    problems.addAll(journal.disagreements(MAX_PROBLEMS));
    boolean balanced = problems.isEmpty();
    Journal.Findings holds = journal.holds(MAX_PROBLEMS);
    Journal.Findings orders = journal.orders(MAX_PROBLEMS);
    problems.addAll(holds.problems());
    problems.addAll(orders.problems());
    return new Report(
        problems.isEmpty(),
        balanced,
        totals,
        transfers,
        journal.accounts(),
        heads.size(),
        holds.looked(),
        holds.wrong(),
        orders.looked(),
        orders.wrong(),
        problems.stream().limit(MAX_PROBLEMS).toList());
  }

  private static long walk(Journal journal, ChainHead head, List<String> problems) {
    ChainAudit audit = new ChainAudit(head.shard());
    long last = 0;
    long count = 0;
    List<ChainedTransfer> page;
    do {
      page = journal.page(head.shard(), last, PAGE);
      for (ChainedTransfer each : page) {
        tell(problems, audit.next(each));
        last = each.head().sequence();
        count++;
      }
    } while (page.size() == PAGE);
    tell(problems, audit.end(head));
    return count;
  }

  private static void tell(List<String> problems, Optional<String> problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problem.ifPresent(problems::add);
    }
  }
}
